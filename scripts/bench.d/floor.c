/* SPDX-License-Identifier: MIT */
/* floor.c - the least that an archiver of articles has to do: fetch a page,
 * parse it, find its images and related articles, fetch these, digest every
 * body and write all of it into one zip, synced and renamed. It extracts
 * nothing, rewrites nothing, obeys nothing and tries nothing again: a lower
 * bound to measure a program against, for the site of bench alone.
 *
 *   floor [-c TRANSFERS] [-p] [-n] -o OUT URL
 *     -p  this page alone
 *     -n  keep nothing: what is left is the cost of getting it
 */
#include "arena.h"
#include <archive.h>
#include <archive_entry.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <gumbo.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define MAX_URLS     4096
#define MAX_PARALLEL 64

struct wanted {
    char *url;
    bool is_page, follows, is_begun;
};

struct transfer {
    CURL *curl;
    char *bytes;
    size_t len, size;
    struct wanted *what;
};

static struct wanted wanted[MAX_URLS];
static size_t wanted_count, begun_count, active;
static struct transfer transfers[MAX_PARALLEL];
static struct arena arena;
static CURLM *multi;
static struct archive *zip;
static int failures;
static bool keeps = true;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* --- what is wanted ---------------------------------------------------- */

static void want(char *url, bool is_page, bool follows)
{
    for (size_t i = 0; i < wanted_count; i++) {
        if (strcmp(wanted[i].url, url) == 0) {
            free(url);
            return;
        }
    }
    if (wanted_count == MAX_URLS)
        fail(url);
    wanted[wanted_count++] = (struct wanted){url, is_page, follows, false};
}

/* A path of the site, made a URL; anything else is left. */
static void want_reference(const char *page, const GumboElement *element,
                           const char *attribute, bool is_page)
{
    GumboAttribute *found =
        gumbo_get_attribute(&element->attributes, attribute);
    if (!found || found->value[0] != '/')
        return;
    const char *host = strstr(page, "://") + 3;
    size_t len = (size_t)(host - page) + strcspn(host, "/");
    char *url = malloc(len + strlen(found->value) + 1);
    if (!url)
        fail("floor");
    memcpy(url, page, len);
    strcpy(url + len, found->value);
    want(url, is_page, false);
}

static bool is_related(const GumboElement *element)
{
    GumboAttribute *class = gumbo_get_attribute(&element->attributes, "class");
    return class && strcmp(class->value, "related-post") == 0;
}

static void look(const GumboNode *node, const struct wanted *page)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    const GumboElement *element = &node->v.element;
    if (element->tag == GUMBO_TAG_IMG)
        want_reference(page->url, element, "src", false);
    else if (element->tag == GUMBO_TAG_LINK)
        want_reference(page->url, element, "href", false);
    else if (element->tag == GUMBO_TAG_A && page->follows &&
             is_related(element))
        want_reference(page->url, element, "href", true);
    for (unsigned i = 0; i < element->children.length; i++)
        look(element->children.data[i], page);
}

static void parse(const struct transfer *transfer)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = arena_take;
    options.deallocator = arena_keep;
    options.userdata = &arena;
    options.max_errors = 0;
    GumboOutput *output =
        gumbo_parse_with_options(&options, transfer->bytes, transfer->len);
    look(output->root, transfer->what);
    arena_restart(&arena);
}

/* --- the archive ------------------------------------------------------- */

static void put(const struct transfer *transfer)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_Digest(transfer->bytes, transfer->len, digest, NULL, EVP_sha256(),
               NULL);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, strstr(transfer->what->url, "://") + 3);
    archive_entry_set_size(entry, (la_int64_t)transfer->len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 0, 0);
    if (strstr(transfer->what->url, ".png"))
        archive_write_zip_set_compression_store(zip);
    else
        archive_write_zip_set_compression_deflate(zip);
    if (archive_write_header(zip, entry) < ARCHIVE_WARN ||
        archive_write_data(zip, transfer->bytes, transfer->len) < 0)
        fail(archive_error_string(zip));
    archive_entry_free(entry);
}

/* --- transfers --------------------------------------------------------- */

static size_t receive(char *piece, size_t one, size_t count, void *context)
{
    struct transfer *transfer = context;
    size_t len = one * count;
    if (transfer->len + len > transfer->size) {
        transfer->size = (transfer->len + len) * 2;
        transfer->bytes = realloc(transfer->bytes, transfer->size);
        if (!transfer->bytes)
            fail("floor");
    }
    memcpy(transfer->bytes + transfer->len, piece, len);
    transfer->len += len;
    return len;
}

/* Pages first: what they lead to is the longest way. */
static struct wanted *next_wanted(void)
{
    for (int pages = 1; pages >= 0; pages--)
        for (size_t i = 0; i < wanted_count; i++)
            if (!wanted[i].is_begun && wanted[i].is_page == (bool)pages)
                return &wanted[i];
    return NULL;
}

static void begin(struct transfer *transfer, struct wanted *what)
{
    if (!transfer->curl) {
        transfer->curl = curl_easy_init();
        curl_easy_setopt(transfer->curl, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(transfer->curl, CURLOPT_WRITEDATA, transfer);
        curl_easy_setopt(transfer->curl, CURLOPT_PRIVATE, transfer);
        curl_easy_setopt(transfer->curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(transfer->curl, CURLOPT_ACCEPT_ENCODING, "gzip");
        curl_easy_setopt(transfer->curl, CURLOPT_BUFFERSIZE, 65536L);
    }
    what->is_begun = true;
    begun_count++;
    transfer->what = what;
    transfer->len = 0;
    curl_easy_setopt(transfer->curl, CURLOPT_URL, what->url);
    curl_multi_add_handle(multi, transfer->curl);
    active++;
}

static void begin_more(int parallel)
{
    for (int i = 0; i < parallel && begun_count < wanted_count; i++)
        if (!transfers[i].what)
            begin(&transfers[i], next_wanted());
}

static void finish(struct transfer *transfer, CURLcode result, int parallel)
{
    long status = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi, transfer->curl);
    active--;
    if (result != CURLE_OK || status != 200) {
        fprintf(stderr, "%s: %ld\n", transfer->what->url, status);
        failures++;
    } else {
        if (transfer->what->is_page)
            parse(transfer);
        begin_more(parallel);
        if (keeps)
            put(transfer);
    }
    transfer->what = NULL;
    begin_more(parallel);
}

static void run(int parallel)
{
    begin_more(parallel);
    while (active > 0) {
        int running, left;
        curl_multi_perform(multi, &running);
        for (CURLMsg *m; (m = curl_multi_info_read(multi, &left));) {
            struct transfer *transfer;
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &transfer);
            finish(transfer, m->data.result, parallel);
        }
        if (active > 0)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
}

int main(int argc, char **argv)
{
    int parallel = 16;
    bool follows = true;
    const char *out = NULL;
    for (int c; (c = getopt(argc, argv, "c:pno:")) > 0;) {
        if (c == 'c')
            parallel = atoi(optarg);
        else if (c == 'p')
            follows = false;
        else if (c == 'n')
            keeps = false;
        else if (c == 'o')
            out = optarg;
    }
    if (!out || optind + 1 != argc || parallel < 1 || parallel > MAX_PARALLEL) {
        fputs("usage: floor [-c TRANSFERS] [-p] [-n] -o OUT URL\n", stderr);
        return 2;
    }
    char part[4096];
    snprintf(part, sizeof part, "%s.part", out);
    int fd = open(part, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd < 0)
        fail(part);
    zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_set_bytes_per_block(zip, 65536);
    archive_write_set_bytes_in_last_block(zip, 1);
    archive_write_open_fd(zip, fd);
    curl_global_init(CURL_GLOBAL_ALL);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)parallel * 2);
    want(strdup(argv[optind]), true, follows);
    run(parallel);
    if (archive_write_close(zip) != ARCHIVE_OK || fsync(fd) ||
        rename(part, out))
        fail(out);
    return failures > 0;
}
