/* SPDX-License-Identifier: MIT */
/* libarchive.h - the calls of libarchive; for who reads and writes by it. */
#ifndef PACK_LIBARCHIVE_H
#define PACK_LIBARCHIVE_H

#include "base/late.h"
#include <archive.h>
#include <archive_entry.h>

#define LIBARCHIVE(X)                                                          \
    X(archive_, entry_filetype)                                                \
    X(archive_, entry_free)                                                    \
    X(archive_, entry_hardlink)                                                \
    X(archive_, entry_is_encrypted)                                            \
    X(archive_, entry_new2)                                                    \
    X(archive_, entry_pathname)                                                \
    X(archive_, entry_set_filetype)                                            \
    X(archive_, entry_set_gid)                                                 \
    X(archive_, entry_set_mtime)                                               \
    X(archive_, entry_set_pathname_utf8)                                       \
    X(archive_, entry_set_perm)                                                \
    X(archive_, entry_set_size)                                                \
    X(archive_, entry_set_uid)                                                 \
    X(archive_, entry_symlink)                                                 \
    X(, archive_errno)                                                         \
    X(archive_, error_string)                                                  \
    X(archive_, read_data)                                                     \
    X(archive_, read_free)                                                     \
    X(archive_, read_new)                                                      \
    X(archive_, read_next_header)                                              \
    X(archive_, read_open_filename)                                            \
    X(archive_, read_support_filter_gzip)                                      \
    X(archive_, read_support_filter_xz)                                        \
    X(archive_, read_support_filter_zstd)                                      \
    X(archive_, read_support_format_7zip)                                      \
    X(archive_, read_support_format_tar)                                       \
    X(archive_, read_support_format_zip)                                       \
    X(archive_, write_add_filter_gzip)                                         \
    X(archive_, write_add_filter_xz)                                           \
    X(archive_, write_add_filter_zstd)                                         \
    X(archive_, write_close)                                                   \
    X(archive_, write_data)                                                    \
    X(archive_, write_finish_entry)                                            \
    X(archive_, write_free)                                                    \
    X(archive_, write_header)                                                  \
    X(archive_, write_new)                                                     \
    X(archive_, write_open)                                                    \
    X(archive_, write_set_bytes_in_last_block)                                 \
    X(archive_, write_set_filter_option)                                       \
    X(archive_, write_set_format_7zip)                                         \
    X(archive_, write_set_format_option)                                       \
    X(archive_, write_set_format_pax_restricted)

struct libarchive {
    LIBARCHIVE(LATE_CALL)
};

/* Not to be called before libarchive_load has succeeded. */
extern struct libarchive libarchive;

OP_MUST_CHECK enum op_status libarchive_load(struct op_error *err);

#endif
