/* SPDX-License-Identifier: MIT */
/* optable.c - the one table of all options. */
#include "cli/optable.h"

#include <offprint/limits.h>
#include <stddef.h>

const char *const COMMAND_NAMES[COMMAND_COUNT] = {
    [COMMAND_GET] = "get",         [COMMAND_LIST] = "list",
    [COMMAND_EXTRACT] = "extract", [COMMAND_INFO] = "info",
    [COMMAND_VERIFY] = "verify",   [COMMAND_EXPORT] = "export",
    [COMMAND_CLEAN] = "clean",     [COMMAND_HELP] = "help",
    [COMMAND_VERSION] = "version",
};

static const char *const INTO[] = {"each", "one", NULL};
static const char *const FAIL_ON[] = {"any", "all", "never", NULL};
static const char *const PROGRESS[] = {"auto", "plain", "none", NULL};
static const char *const LOG_FORMAT[] = {"text", "json", NULL};

enum {
    G = 1 << COMMAND_GET,
    L = 1 << COMMAND_LIST,
    E = 1 << COMMAND_EXTRACT,
    I = 1 << COMMAND_INFO,
    V = 1 << COMMAND_VERIFY,
    X = 1 << COMMAND_EXPORT,
    C = 1 << COMMAND_CLEAN,
    WEB = G | L | E,
    ALL = WEB | I | V | X | C,
};

#define AT(field) offsetof(struct options, field)
#define MANY      INT64_C(1000000)
#define DAY_MS    INT64_C(86400000)

/* clang-format off */
const struct option_row OPTION_TABLE[] = {
    {"output", 'o', OPTION_TEXT, G | X | C, AT(output), "FILE",
     "write the archive to FILE; - is standard output", 0, 0, NULL},
    {"output-dir", 0, OPTION_TEXT, G | X, AT(output_dir), "DIR",
     "put archives that name themselves into DIR", 0, 0, NULL},
    {"output-template", 0, OPTION_TEXT, G | X, AT(output_template), "NAME",
     "name them so: {slug}, {host}, {date}, {hash}, folders", 0, 0, NULL},
    {"format", 'f', OPTION_TEXT, G | E | X, AT(format), "FORMAT",
     "get, export: epub, wacz, zip, dir, tar.gz, tar.zst, "
     "tar.xz, 7z, warc, html, markdown, text, json, jsonl; "
     "extract: text, html, xhtml, markdown, json, jsonl",
     0, 0, NULL},
    {"into", 0, OPTION_CHOICE, G, AT(into), "each|one",
     "several URLs: an archive each, or all in one", 0, 0, INTO},
    {"input-file", 'i', OPTION_TEXT, WEB, AT(input_file), "FILE",
     "read URLs from FILE or -, one a line (extract: FILE, tab, URL)", 0, 0,
     NULL},
    {"no-clobber", 'n', OPTION_FLAG, G | X, AT(no_clobber), NULL,
     "do nothing when an archive of that name exists", 0, 0, NULL},
    {"overwrite", 0, OPTION_FLAG, G | X | C, AT(overwrite), NULL,
     "replace an archive of that name", 0, 0, NULL},
    {"related", 0, OPTION_NUMBER, G | L, AT(related), "N",
     "take at most N related posts per article; 0: none", 0, 1000, NULL},
    {"depth", 0, OPTION_NUMBER, G | L, AT(depth), "N",
     "follow related posts of related posts", 0, 10, NULL},
    {"kinds", 0, OPTION_WORDS, G | L, AT(kinds), "LIST",
     "only inline-label, series, related-section, json-ld, in-body", 0, 0,
     NULL},
    {"include", 0, OPTION_LIST, G | L, AT(include), "REGEX",
     "only related posts whose URL matches", 0, 0, NULL},
    {"exclude", 0, OPTION_LIST, G | L, AT(exclude), "REGEX",
     "no related posts whose URL matches", 0, 0, NULL},
    {"max-pages", 0, OPTION_NUMBER, G, AT(max_pages), "N",
     "at most N pages in an archive", 1, MANY, NULL},
    {"images", 0, OPTION_FLAG, G | X, AT(images), NULL,
     "--no-images: leave images out", 0, 0, NULL},
    {"evidence", 0, OPTION_FLAG, G | X, AT(evidence), NULL,
     "--no-evidence: leave the captures (WARC) out", 0, 0, NULL},
    {"max-images", 0, OPTION_NUMBER, G, AT(max_images), "N",
     "at most N images per article", 0, MANY, NULL},
    {"max-filesize", 0, OPTION_BYTES, G, AT(max_filesize), "BYTES",
     "leave out images larger than BYTES (k, M, G)", 1, INT64_C(1) << 40,
     NULL},
    {"url", 0, OPTION_TEXT, E, AT(url), "URL",
     "where the saved page came from", 0, 0, NULL},
    {"sandbox", 0, OPTION_FLAG, E, AT(sandbox), NULL,
     "--no-sandbox: do not shut in what reads pages", 0, 0, NULL},
    {"jobs", 'j', OPTION_NUMBER, E, AT(jobs), "N",
     "use N processes", 1, 256, NULL},
    {"user-agent", 'A', OPTION_TEXT, WEB, AT(user_agent), "NAME",
     "say to be NAME", 0, 0, NULL},
    {"header", 'H', OPTION_LIST, WEB, AT(headers), "LINE",
     "send this header too", 0, 0, NULL},
    {"cookie", 'b', OPTION_TEXT, WEB, AT(cookie), "DATA|FILE",
     "send cookies: a=b; c=d, or a Netscape cookie file", 0, 0, NULL},
    {"referer", 'e', OPTION_TEXT, WEB, AT(referer), "URL",
     "send this Referer for the URLs given", 0, 0, NULL},
    {"user", 'u', OPTION_TEXT, WEB, AT(user), "USER:PASS",
     "log in at the hosts of the URLs given", 0, 0, NULL},
    {"proxy", 'x', OPTION_TEXT, WEB, AT(proxy), "URL",
     "use this proxy", 0, 0, NULL},
    {"cacert", 0, OPTION_TEXT, WEB, AT(ca_file), "FILE",
     "trust the certificates in FILE", 0, 0, NULL},
    {"insecure", 'k', OPTION_FLAG, WEB, AT(insecure), NULL,
     "do not verify certificates", 0, 0, NULL},
    {"resolve", 0, OPTION_LIST, WEB, AT(resolve), "HOST:PORT:ADDR",
     "use this address for a host", 0, 0, NULL},
    {"connect-to", 0, OPTION_LIST, WEB, AT(connect_to), "H1:P1:H2:P2",
     "connect to another host and port", 0, 0, NULL},
    {"connect-timeout", 0, OPTION_TIME, WEB, AT(connect_timeout_ms),
     "SECONDS", "give up connecting after", 1, DAY_MS, NULL},
    {"max-time", 'm', OPTION_TIME, WEB, AT(max_time_ms), "SECONDS",
     "give up a transfer after", 1, DAY_MS, NULL},
    {"limit-rate", 0, OPTION_BYTES, WEB, AT(limit_rate), "BYTES",
     "receive at most so much a second (k, M, G)", 1, INT64_C(1) << 40, NULL},
    {"max-redirs", 0, OPTION_NUMBER, WEB, AT(max_redirs), "N",
     "follow at most N redirects", 0, 100, NULL},
    {"retry", 0, OPTION_NUMBER, WEB, AT(retry), "N",
     "try again N times what may pass", 0, 100, NULL},
    {"retry-max-time", 0, OPTION_TIME, WEB, AT(retry_max_ms), "SECONDS",
     "stop trying again after", 0, DAY_MS, NULL},
    {"parallel-max", 0, OPTION_NUMBER, WEB, AT(parallel_max), "N",
     "transfers at once", 1, 300, NULL},
    {"parallel-max-host", 0, OPTION_NUMBER, WEB, AT(parallel_host), "N",
     "transfers at once to one host", 1, 300, NULL},
    {"delay", 0, OPTION_TIME, WEB, AT(delay_ms), "SECONDS",
     "pause between requests to one host", 0, DAY_MS, NULL},
    {"robots", 0, OPTION_FLAG, WEB, AT(robots), NULL,
     "--no-robots: ignore robots.txt", 0, 0, NULL},
    {"allow-private", 0, OPTION_FLAG, WEB, AT(allow_private), NULL,
     "let followed links reach private addresses", 0, 0, NULL},
    {"fail-on", 0, OPTION_CHOICE, G | X | C, AT(fail_on), "any|all|never",
     "which losses make the exit status non-zero", 0, 0, FAIL_ON},
    {"json", 0, OPTION_FLAG, L | I | V, AT(json), NULL,
     "print JSON", 0, 0, NULL},
    {"quiet", 'q', OPTION_FLAG, ALL, AT(quiet), NULL,
     "say nothing but errors", 0, 0, NULL},
    {"verbose", 'v', OPTION_FLAG, ALL, AT(verbose), NULL,
     "say each thing that is done", 0, 0, NULL},
    {"progress", 0, OPTION_CHOICE, G | X | C, AT(progress), "auto|plain|none",
     "how progress is shown", 0, 0, PROGRESS},
    {"log-format", 0, OPTION_CHOICE, WEB, AT(log_format), "text|json",
     "how messages are written", 0, 0, LOG_FORMAT},
    {"summary", 0, OPTION_TEXT, G | X | C, AT(summary), "FILE",
     "write a report of the run as JSON", 0, 0, NULL},
    {"help", 'h', OPTION_FLAG, ALL, AT(help), NULL,
     "show this help", 0, 0, NULL},
    {"version", 'V', OPTION_FLAG, ALL, AT(version), NULL,
     "show the version and those of the libraries", 0, 0, NULL},
    {NULL, 0, 0, 0, 0, NULL, NULL, 0, 0, NULL},
};
/* clang-format on */

void options_defaults(struct options *options)
{
    *options = (struct options){
        .command = COMMAND_GET,
        .related = OP_RELATED,
        .depth = 1,
        .max_pages = OP_MAX_PAGES,
        .images = true,
        .evidence = true,
        .sandbox = true,
        .max_images = OP_MAX_IMAGES,
        .max_filesize = OP_MAX_ASSET_BYTES,
        .jobs = 1,
        .robots = true,
        .connect_timeout_ms = OP_CONNECT_TIMEOUT_MS,
        .max_time_ms = OP_TRANSFER_TIMEOUT_MS,
        .delay_ms = -1,
        .retry_max_ms = OP_MAX_RETRY_WAIT_MS,
        .max_redirs = OP_MAX_REDIRECTS,
        .retry = OP_RETRIES,
        .parallel_max = OP_PARALLEL,
        .parallel_host = OP_PARALLEL_HOST,
    };
}
