/* SPDX-License-Identifier: MIT */
/* late.c - dlopen. */
#include "base/late.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool find_calls(const struct late *late, void *library)
{
    char *slot = late->calls;
    for (const char *name = late->names; *name; name += strlen(name) + 1) {
        void *call = dlsym(library, name);
        if (!call)
            return false;
        memcpy(slot, &call, sizeof call);
        slot += sizeof call;
    }
    return true;
}

static enum op_status load(struct late *late, struct op_error *err)
{
    void *library = dlopen(late->file, RTLD_NOW | RTLD_LOCAL);
    if (!library || !find_calls(late, library)) {
        const char *why = dlerror();
        return error_set(err, OP_IO, OP_STAGE_NONE, S(""),
                         "cannot load a library: %s", why ? why : late->file);
    }
    atomic_store(&late->is_loaded, true);
    return OP_OK;
}

enum op_status late_load(struct late *late, struct op_error *err)
{
    if (atomic_load(&late->is_loaded))
        return OP_OK;
    pthread_mutex_lock(&lock);
    enum op_status status =
        atomic_load(&late->is_loaded) ? OP_OK : load(late, err);
    pthread_mutex_unlock(&lock);
    return status;
}
