/* SPDX-License-Identifier: MIT */
/* landlock.c - where a process may write in the file system. */
#include "base/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As the kernel has had it since 6.12; one that has less takes what it does not
 * know when it is 0. */
struct rules {
    uint64_t files, network, scopes;
};

#define TCP    (1ULL << 0 | 1ULL << 1) /* to bind, to connect */
#define SCOPES (1ULL << 0 | 1ULL << 1) /* abstract sockets, signals */

/* Rights that a kernel may have of which this system's header says nothing. */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

/* Programs, devices, sockets, pipes and symbolic links: not even beneath a
 * folder that is written to. */
#define FOREIGN                                                                \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |               \
     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |             \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

#define TO_FILES (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE)

#define TO_FOLDERS                                                             \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |           \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |            \
     LANDLOCK_ACCESS_FS_MAKE_REG)

/* What a version lets one forbid; what came later stays as it was. */
static uint64_t known_rights(int version)
{
    uint64_t rights = FOREIGN | TO_FOLDERS;
    if (version >= 2)
        rights |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
    return rights;
}

static void allow(int rules, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = rights,
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
    };
    if (beneath.parent_fd < 0)
        return;
    /* What cannot be allowed is forbidden, and seen when it is tried. */
    (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                  &beneath, 0);
    close(beneath.parent_fd);
}

int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

bool landlock_confine(const char *const *folders)
{
    int version = landlock_version();
    uint64_t rights = known_rights(version);
    struct rules forbidden = {
        .files = rights,
        .network = !folders && version >= 4 ? TCP : 0,
        .scopes = !folders && version >= 6 ? SCOPES : 0,
    };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &forbidden,
                             sizeof forbidden, 0);
    if (rules < 0)
        return false;
    for (const char *const *folder = folders; folder && *folder; folder++)
        allow(rules, *folder, rights & ~FOREIGN);
    if (folders)
        allow(rules, "/dev/null", rights & TO_FILES);
    bool is_done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                   syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return is_done;
}
