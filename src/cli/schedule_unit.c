/* SPDX-License-Identifier: MIT */
/* schedule_unit.c - a command line as systemd and cron want it written. */
#include "cli/schedule_unit.h"

/* What a job needs that fetches pages and writes archives, and no more. Only
 * such settings as a user's own service manager may make: those that drop
 * capabilities (PrivateDevices, ProtectClock ...) fail there. */
#define HARDENING                                                              \
    "NoNewPrivileges=yes\n"                                                    \
    "PrivateUsers=yes\n"                                                       \
    "PrivateTmp=yes\n"                                                         \
    "ProtectSystem=strict\n"                                                   \
    "ProtectHome=read-only\n"                                                  \
    "ProtectControlGroups=yes\n"                                               \
    "ProtectKernelTunables=yes\n"                                              \
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n"            \
    "RestrictNamespaces=yes\n"                                                 \
    "RestrictRealtime=yes\n"                                                   \
    "RestrictSUIDSGID=yes\n"                                                   \
    "LockPersonality=yes\n"                                                    \
    "MemoryDenyWriteExecute=yes\n"                                             \
    "SystemCallArchitectures=native\n"                                         \
    "SystemCallFilter=@system-service\n"                                       \
    "SystemCallErrorNumber=EPERM\n"

bool schedule_can_say(struct str text, bool is_path)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c == 0x7F)
            return false;
        if (is_path && (c == '"' || c == '\\' || c == '\''))
            return false;
    }
    return !is_path || (text.len && !char_is_space(text.at[text.len - 1]));
}

/* "%" begins a specifier everywhere. */
static void put_plain(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '%')
            buf_putc(out, '%');
        buf_putc(out, text.at[i]);
    }
}

void schedule_put_argument(struct str argument, struct buf *out)
{
    buf_putc(out, '"');
    for (size_t i = 0; i < argument.len; i++) {
        char c = argument.at[i];
        if (c == '"' || c == '\\')
            buf_putc(out, '\\');
        else if (c == '%' || c == '$')
            buf_putc(out, c);
        buf_putc(out, c);
    }
    buf_putc(out, '"');
}

static void put_command(const struct schedule *schedule, struct buf *out)
{
    buf_puts(out, "ExecStart=\"");
    put_plain(schedule->program, out);
    buf_putc(out, '"');
    for (size_t i = 0; i < schedule->args.len; i++) {
        buf_putc(out, ' ');
        schedule_put_argument(schedule->args.at[i], out);
    }
    buf_putc(out, '\n');
}

static void put_head(const struct schedule *schedule, struct buf *out)
{
    buf_printf(out,
               SCHEDULE_MARK "\n\n[Unit]\nDescription=Archive web articles "
                             "(%.*s)\nDocumentation=man:offprint(1)\n\n",
               STR_ARG(schedule->name));
}

void schedule_put_service(const struct schedule *schedule, struct buf *out)
{
    put_head(schedule, out);
    buf_puts(out, "[Service]\nType=oneshot\n");
    put_command(schedule, out);
    buf_puts(out, "WorkingDirectory=");
    put_plain(schedule->folder, out);
    buf_puts(out, "\nNice=10\nIOSchedulingClass=idle\n" HARDENING);
    for (size_t i = 0; i < schedule->writable.len; i++) {
        buf_puts(out, "ReadWritePaths=\"-");
        put_plain(schedule->writable.at[i], out);
        buf_puts(out, "\"\n");
    }
}

void schedule_put_timer(const struct schedule *schedule, struct buf *out)
{
    put_head(schedule, out);
    buf_puts(out, "[Timer]\nOnCalendar=");
    put_plain(schedule->calendar, out);
    buf_printf(out,
               "\nRandomizedDelaySec=%.*s\nPersistent=yes\n\n"
               "[Install]\nWantedBy=timers.target\n",
               STR_ARG(schedule->delay));
}

/* For the shell in single quotes, and for cron, to which "%" is a newline. */
static void put_shell_word(struct str word, struct buf *out)
{
    buf_putc(out, '\'');
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '\'')
            buf_puts(out, "'\\''");
        else if (word.at[i] == '%')
            buf_puts(out, "'\\%'");
        else
            buf_putc(out, word.at[i]);
    }
    buf_putc(out, '\'');
}

void schedule_put_cron(const struct schedule *schedule, struct str when,
                       struct buf *out)
{
    buf_put(out, when);
    buf_puts(out, " cd ");
    put_shell_word(schedule->folder, out);
    buf_puts(out, " && ");
    put_shell_word(schedule->program, out);
    for (size_t i = 0; i < schedule->args.len; i++) {
        buf_putc(out, ' ');
        put_shell_word(schedule->args.at[i], out);
    }
    buf_putc(out, '\n');
}
