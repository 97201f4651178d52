/* SPDX-License-Identifier: MIT */
/* folder.c - folders that are whole or absent. */
#include "base/folder.h"

#include "base/claim.h"
#include "base/file.h"
#include "base/leftover.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum op_status io_error(struct op_error *err, const char *path,
                               const char *doing)
{
    enum op_status status = errno == ENOMEM ? OP_NO_MEMORY : OP_IO;
    return error_set(err, status, OP_STAGE_PACK, str_of(path), "cannot %s: %s",
                     doing, strerror(errno));
}

/* The target without slashes at its end, and the temporary name beside it. */
static bool draft_names(struct folder_draft *draft, const char *path)
{
    static const char SUFFIX[] = CLAIM_SUFFIX;
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    draft->path = memory_alloc(len + 1);
    draft->temporary = memory_alloc(len + sizeof SUFFIX);
    if (!draft->path || !draft->temporary)
        return false;
    memcpy(draft->path, path, len);
    draft->path[len] = '\0';
    memcpy(draft->temporary, path, len);
    memcpy(draft->temporary + len, SUFFIX, sizeof SUFFIX);
    return true;
}

static void draft_forget(struct folder_draft *draft)
{
    if (draft->file_fd >= 0)
        close(draft->file_fd);
    if (draft->fd >= 0)
        close(draft->fd);
    if (draft->temporary)
        leftover_drop(draft->temporary);
    memory_free(draft->path);
    memory_free(draft->temporary);
    *draft = (struct folder_draft){.fd = -1, .file_fd = -1};
}

/* Create the temporary folder. No signal may come between its creation and
 * its entry among the leftovers. */
static bool draft_create(struct folder_draft *draft)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    draft->fd = claim_folder(draft->temporary);
    bool created = draft->fd >= 0;
    if (created && !leftover_add(draft->temporary)) {
        rmdir(draft->temporary);
        errno = EMFILE;
        created = false;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return created;
}

enum op_status folder_begin(struct folder_draft *draft, const char *path,
                            struct op_error *err)
{
    *draft = (struct folder_draft){.fd = -1, .file_fd = -1};
    if (!draft_names(draft, path)) {
        draft_forget(draft);
        return error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, str_of(path),
                         "no memory");
    }
    if (draft_create(draft))
        return OP_OK;
    enum op_status status = io_error(err, path, "create");
    draft_forget(draft);
    return status;
}

/* Make the folder that `name` stands in; there is at most one level. */
static bool make_parent(int fd, const char *name)
{
    const char *slash = strchr(name, '/');
    char parent[256];
    if (!slash)
        return true;
    if ((size_t)(slash - name) >= sizeof parent) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(parent, name, (size_t)(slash - name));
    parent[slash - name] = '\0';
    return mkdirat(fd, parent, 0777) == 0 || errno == EEXIST;
}

enum op_status folder_file_begin(struct folder_draft *draft, const char *name,
                                 struct op_error *err)
{
    if (make_parent(draft->fd, name))
        draft->file_fd =
            openat(draft->fd, name,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (draft->file_fd < 0)
        return io_error(err, draft->path, "create a file in");
    return OP_OK;
}

enum op_status folder_file_write(struct folder_draft *draft, struct str bytes,
                                 struct op_error *err)
{
    while (bytes.len > 0) {
        ssize_t put = write(draft->file_fd, bytes.at, bytes.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return io_error(err, draft->path, "write a file in");
        str_cut(&bytes, (size_t)put);
    }
    return OP_OK;
}

enum op_status folder_file_end(struct folder_draft *draft, struct op_error *err)
{
    int failed = close(draft->file_fd);
    draft->file_fd = -1;
    return failed ? io_error(err, draft->path, "finish a file in") : OP_OK;
}

/* Exchange the full target and the draft in one step, so that the name never
 * holds a part; what was there then stands under the temporary name. */
static enum op_status exchange(struct folder_draft *draft, struct op_error *err)
{
    if (renameat2(AT_FDCWD, draft->temporary, AT_FDCWD, draft->path,
                  RENAME_EXCHANGE))
        return io_error(err, draft->path, "rename into place");
    leftover_remove(draft->temporary);
    return OP_OK;
}

static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0777 & ~mask;
}

/* Rename to the target where that throws nothing away. */
static enum op_status put_in_place(struct folder_draft *draft, bool replaces,
                                   struct op_error *err)
{
    if (rename(draft->temporary, draft->path) == 0) {
        draft->temporary[0] = '\0';
        return OP_OK;
    }
    if (errno == ENOTDIR)
        return error_set(err, OP_EXISTS, OP_STAGE_PACK, str_of(draft->path),
                         "exists already and is no folder");
    if (errno != ENOTEMPTY && errno != EEXIST)
        return io_error(err, draft->path, "rename into place");
    if (replaces)
        return exchange(draft, err);
    return error_set(err, OP_EXISTS, OP_STAGE_PACK, str_of(draft->path),
                     "exists already and is not empty");
}

static enum op_status settle(struct folder_draft *draft, bool replaces,
                             int parent, struct op_error *err)
{
    if (parent < 0)
        return io_error(err, draft->path, "open the folder of");
    /* One call for all files: an fsync for each would cost a disk's turn. */
    if (fchmod(draft->fd, usual_mode()) || syncfs(draft->fd))
        return io_error(err, draft->path, "finish");
    enum op_status status = put_in_place(draft, replaces, err);
    if (status == OP_OK && file_sync_folder(parent))
        return io_error(err, draft->path, "sync the folder of");
    return status;
}

enum op_status folder_commit(struct folder_draft *draft, bool replaces,
                             struct op_error *err)
{
    int parent = file_open_parent(draft->path);
    enum op_status status = settle(draft, replaces, parent, err);
    if (parent >= 0)
        close(parent);
    folder_abandon(draft);
    return status;
}

void folder_abandon(struct folder_draft *draft)
{
    if (draft->temporary && draft->temporary[0])
        leftover_remove(draft->temporary);
    draft_forget(draft);
}
