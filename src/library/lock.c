/* SPDX-License-Identifier: MIT */
/* lock.c - one run at a time writes to a library. */
#include "library/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_NOTE 128

/* "process 123, since 2026-11-23T18:00:00Z" */
static void write_note(int fd)
{
    char note[MAX_NOTE];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    int len =
        snprintf(note, sizeof note, "process %ld, since ", (long)getpid());
    len += (int)strftime(note + len, sizeof note - (size_t)len,
                         "%Y-%m-%dT%H:%M:%SZ\n", &utc);
    /* Only for people: that it could not be written is no failure. */
    if (pwrite(fd, note, (size_t)len, 0) == len && ftruncate(fd, len))
        return;
}

static enum op_status say_who(int fd, const char *path, struct op_error *err)
{
    char note[MAX_NOTE];
    ssize_t got = pread(fd, note, sizeof note - 1, 0);
    size_t len = got > 0 ? (size_t)got : 0;
    note[len] = '\0';
    note[strcspn(note, "\n")] = '\0';
    return error_set(err, OP_LIMIT, OP_STAGE_NONE, str_of(path),
                     "the library is in use by %s; --wait waits for it",
                     *note ? note : "another process");
}

static int take(int fd, bool waits)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int failed;
    do
        failed = fcntl(fd, waits ? F_SETLKW : F_SETLK, &lock);
    while (failed && errno == EINTR && waits);
    return failed;
}

enum op_status lock_take(const char *path, bool waits, int *fd,
                         struct op_error *err)
{
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd < 0)
        return error_set(err, OP_IO, OP_STAGE_NONE, str_of(path),
                         "cannot lock the library: %s", strerror(errno));
    if (take(*fd, waits) == 0) {
        write_note(*fd);
        return OP_OK;
    }
    enum op_status status =
        errno == EACCES || errno == EAGAIN
            ? say_who(*fd, path, err)
            : error_set(err, OP_IO, OP_STAGE_NONE, str_of(path),
                        "cannot lock the library: %s", strerror(errno));
    close(*fd);
    *fd = -1;
    return status;
}

void lock_release(int fd)
{
    if (fd >= 0)
        close(fd);
}
