/* SPDX-License-Identifier: MIT */
/* file.c - files that are whole or absent. */
#include "base/file.h"

#include "base/claim.h"
#include "base/leftover.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP (64u << 10)

static enum op_status io_error(struct op_error *err, const char *path,
                               const char *doing)
{
    enum op_status status = errno == ENOMEM ? OP_NO_MEMORY : OP_IO;
    return error_set(err, status, OP_STAGE_PACK, str_of(path), "cannot %s: %s",
                     doing, strerror(errno));
}

static enum op_status read_all(int fd, const char *path, struct buf *out,
                               struct op_error *err)
{
    char step[READ_STEP];
    ssize_t got;
    while ((got = read(fd, step, sizeof step)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, OP_IO, OP_STAGE_READ, str_of(path),
                             "cannot read: %s", strerror(errno));
        buf_put(out, str_make(step, (size_t)got));
        if (out->failed == OP_TOO_LARGE)
            return error_set(err, OP_TOO_LARGE, OP_STAGE_READ, str_of(path),
                             "larger than %zu bytes", out->max);
        if (out->failed)
            return error_set(err, out->failed, OP_STAGE_READ, str_of(path),
                             "no memory to read it");
    }
    return OP_OK;
}

enum op_status file_read(const char *path, struct buf *out,
                         struct op_error *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, "standard input", out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, OP_IO, OP_STAGE_READ, str_of(path),
                         "cannot open: %s", strerror(errno));
    enum op_status status = read_all(fd, path, out, err);
    close(fd);
    return status;
}

static char *concat(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    char *both = memory_alloc(n + m + 1);
    if (both) {
        memcpy(both, a, n);
        memcpy(both + n, b, m + 1);
    }
    return both;
}

static void draft_forget(struct file_draft *draft)
{
    if (draft->fd >= 0)
        close(draft->fd);
    if (draft->temporary)
        leftover_drop(draft->temporary);
    memory_free(draft->path);
    memory_free(draft->temporary);
    *draft = (struct file_draft){.fd = -1};
}

/* Create the temporary file. No signal may come between its creation and its
 * entry among the leftovers. */
static bool draft_create(struct file_draft *draft)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    draft->fd = claim_file(draft->temporary);
    bool created = draft->fd >= 0;
    if (created && !leftover_add(draft->temporary)) {
        unlink(draft->temporary);
        errno = EMFILE;
        created = false;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return created;
}

static enum op_status begin_output(struct file_draft *draft,
                                   struct op_error *err)
{
    draft->path = concat("standard output", "");
    if (!draft->path)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, S(""), "no memory");
    draft->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    if (draft->fd >= 0)
        return OP_OK;
    enum op_status status = io_error(err, draft->path, "write to");
    draft_forget(draft);
    return status;
}

enum op_status file_begin(struct file_draft *draft, const char *path,
                          struct op_error *err)
{
    *draft = (struct file_draft){.fd = -1};
    if (strcmp(path, "-") == 0)
        return begin_output(draft, err);
    draft->path = concat(path, "");
    draft->temporary = concat(path, CLAIM_SUFFIX);
    if (!draft->path || !draft->temporary) {
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

static enum op_status write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t put = write(fd, bytes.at, bytes.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return OP_IO;
        str_cut(&bytes, (size_t)put);
    }
    return OP_OK;
}

enum op_status file_write(struct file_draft *draft, struct str bytes,
                          struct op_error *err)
{
    if (write_all(draft->fd, bytes) != OP_OK)
        return io_error(err, draft->path, "write");
    return OP_OK;
}

enum op_status file_write_secret(const char *path, struct str bytes,
                                 struct op_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return error_set(err, OP_EXISTS, OP_STAGE_PACK, str_of(path),
                         "exists already");
    if (fd < 0)
        return io_error(err, path, "create");
    enum op_status status = write_all(fd, bytes);
    if (status != OP_OK || fsync(fd))
        status = io_error(err, path, "write");
    close(fd);
    if (status != OP_OK)
        unlink(path);
    return status;
}

int file_open_parent(const char *path)
{
    char *folder = concat(path, "");
    if (!folder) {
        errno = ENOMEM;
        return -1;
    }
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    memory_free(folder);
    return fd;
}

int file_sync_folder(int folder)
{
    return fsync(folder) && errno != EINVAL ? -1 : 0;
}

static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Rename unless the target exists, in one step where the file system can. */
static int rename_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (access(to, F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(from, to);
}

/* Put the finished file in its place in `folder`. */
static enum op_status settle(struct file_draft *draft, bool replace, int folder,
                             struct op_error *err)
{
    if (folder < 0)
        return io_error(err, draft->path, "open the folder of");
    if (fchmod(draft->fd, usual_mode()) || fsync(draft->fd))
        return io_error(err, draft->path, "finish");
    if (replace ? rename(draft->temporary, draft->path)
                : rename_new(draft->temporary, draft->path)) {
        if (errno != EEXIST)
            return io_error(err, draft->path, "rename into place");
        return error_set(err, OP_EXISTS, OP_STAGE_PACK, str_of(draft->path),
                         "exists already");
    }
    draft->temporary[0] = '\0';
    if (file_sync_folder(folder))
        return io_error(err, draft->path, "sync the folder of");
    return OP_OK;
}

enum op_status file_commit(struct file_draft *draft, bool replace,
                           struct op_error *err)
{
    enum op_status status = OP_OK;
    if (draft->temporary) {
        int folder = file_open_parent(draft->path);
        status = settle(draft, replace, folder, err);
        if (folder >= 0)
            close(folder);
    }
    file_abandon(draft);
    return status;
}

void file_abandon(struct file_draft *draft)
{
    if (draft->temporary && draft->temporary[0])
        unlink(draft->temporary);
    draft_forget(draft);
}

void file_abandon_all(void)
{
    leftover_remove_all();
}

enum op_status file_put(const char *path, struct str bytes, bool replace,
                        struct op_error *err)
{
    struct file_draft draft;
    enum op_status status = file_begin(&draft, path, err);
    if (status != OP_OK)
        return status;
    status = file_write(&draft, bytes, err);
    if (status == OP_OK)
        return file_commit(&draft, replace, err);
    file_abandon(&draft);
    return status;
}
