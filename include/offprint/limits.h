/* SPDX-License-Identifier: MIT */
/* limits.h - every maximum, in one table: what, value, why.
 *
 * A value that an option changes is its default. Sizes are bytes unless the
 * name says otherwise. */
#ifndef OFFPRINT_LIMITS_H
#define OFFPRINT_LIMITS_H

/* --- fetching ---------------------------------------------------------- */

/* Decoded bytes of a page: the largest articles seen are under 4 MB. */
#define OP_MAX_PAGE_BYTES (32u << 20)
/* Bytes of an asset (--max-filesize): a photograph in print quality. */
#define OP_MAX_ASSET_BYTES (64u << 20)
/* Decoded over encoded size, once past 1 MiB: gzip of real text stays < 100. */
#define OP_MAX_DECODE_RATIO  200
#define OP_DECODE_RATIO_FROM (1u << 20)
/* Stacked Content-Encodings: servers use one, by mistake two. */
#define OP_MAX_CODINGS 3
/* All headers of one response, and how many: browsers stop at 256 KiB. */
#define OP_MAX_HEADER_BYTES (256u << 10)
#define OP_MAX_HEADERS      500
/* An ETag or a Last-Modified that is kept: real ones are under 100. */
#define OP_MAX_VALIDATOR_BYTES 512
/* Hops of one URL (--max-redirs): the number browsers use. */
#define OP_MAX_REDIRECTS 20
/* A URL: what servers accept; longer ones are traps. */
#define OP_MAX_URL_BYTES (8u << 10)
/* robots.txt: RFC 9309 section 2.5 asks for at least 500 KiB. */
#define OP_MAX_ROBOTS_BYTES (500u << 10)
/* What a Crawl-delay may cost between two requests to a host
 * (--max-crawl-delay); a longer one is cut, with a warning. */
#define OP_MAX_CRAWL_DELAY_MS 10000
/* Pause between requests to one host when nobody says otherwise (--delay). */
#define OP_DELAY_MS 200
/* Connecting, and a whole transfer (--connect-timeout, --max-time). */
#define OP_CONNECT_TIMEOUT_MS  15000
#define OP_TRANSFER_TIMEOUT_MS 120000
/* A transfer that moves nothing for so long is dead. */
#define OP_STALL_TIMEOUT_MS 20000
/* Tries after the first (--retry), and the longest wait for one, and for all
 * of a URL (--retry-max-time). */
#define OP_RETRIES           2
#define OP_MAX_RETRY_WAIT_MS 60000
/* Transfers at once, in all (--parallel-max) and to one host
 * (--parallel-max-host): as many as browsers have. Who wants no pause
 * (--delay 0) wants it fast: all may then go to one. */
#define OP_PARALLEL      16
#define OP_PARALLEL_HOST 6
/* Cookies kept in all; and the Cookie header of one request, to which libcurl
 * keeps by itself. */
#define OP_MAX_COOKIES      300
#define OP_MAX_COOKIE_BYTES (8u << 10)

/* --- a page ------------------------------------------------------------ */

/* Memory of one page: gumbo takes 7 times the input, 25 times at worst. */
#define OP_MAX_PAGE_MEMORY (512u << 20)
/* Of it, what a page may take besides the parser: this, and for each of its
 * bytes twice what large real ones take: tables of one-digit cells fit. */
#define OP_PAGE_MEMORY          (32u << 20)
#define OP_PAGE_MEMORY_PER_BYTE 56
/* Memory of the parser alone: this, and for each byte of the page 5 times what
 * real ones take; formatting bombs end here, and all others at the maximum. */
#define OP_PARSE_MEMORY          (8u << 20)
#define OP_PARSE_MEMORY_PER_BYTE 56
#define OP_MAX_PARSE_MEMORY      (256u << 20)
/* CPU time for parsing a page, and more for each MB of it: 30 times what real
 * pages take. */
#define OP_PARSE_TIMEOUT_MS        300
#define OP_PARSE_TIMEOUT_PER_MB_MS 250
/* Depth: what browsers allow, 8 times that of the deepest real pages. Nodes are
 * bounded by their memory. */
#define OP_MAX_DEPTH 512
/* Attributes of one element. */
#define OP_MAX_ATTRIBUTES 1000
/* Links of one page that are looked at for related posts. */
#define OP_MAX_LINKS 20000
/* JSON-LD: one block, and nesting. */
#define OP_MAX_JSON_BYTES (4u << 20)
#define OP_MAX_JSON_DEPTH 64

/* --- a list of seeds --------------------------------------------------- */

/* One entry of a list: an item of a JSON feed carries its article's HTML. */
#define OP_MAX_RECORD_OF_LIST (4u << 20)
/* A list from the web, or unpacked: sitemaps.org allows 50 MB. */
#define OP_MAX_LIST_BYTES (64u << 20)
/* Lists that name lists: an index of sitemaps in an OPML file is deep, and
 * 50,000 sitemaps in one index the most that sitemaps.org allows. */
#define OP_MAX_LIST_DEPTH 3
#define OP_MAX_LISTS      50000
/* Broken entries of a list that are told one by one. */
#define OP_MAX_BROKEN_TOLD 20

/* --- a job ------------------------------------------------------------- */

/* Related posts of one article (--related), and pages of a job
 * (--max-pages). */
#define OP_RELATED   12
#define OP_MAX_PAGES 10000
/* Pages that one article in several pages may have. */
#define OP_MAX_NEXT_PAGES 30
/* Images of one article (--max-images). */
#define OP_MAX_IMAGES 200
/* Memory of a job beside its pages: URLs, plans, metadata. */
#define OP_MAX_JOB_MEMORY (4096ull << 20)
/* Freed memory that the program keeps for its next page: what a large page
 * takes. Giving it back and asking again costs a quarter of an extraction. */
#define OP_KEPT_MEMORY (64u << 20)

/* Seconds that a command of --on-change may take for one article. */
#define OP_HOOK_SECONDS 60

/* --- an archive -------------------------------------------------------- */

/* The slug in a name: file systems stop at 255, names get suffixes. */
#define OP_MAX_SLUG_BYTES 80
/* What a process that only extracts may take: address space, and seconds for
 * a page, ten times what the parser's own deadline is. */
#define OP_MAX_PROCESS_MEMORY (4096ull << 20)
#define OP_PAGE_SECONDS       60
/* A record of a WARC file that is read: an asset with its head. */
#define OP_MAX_RECORD_BYTES (68u << 20)
/* Entries and unpacked bytes of an archive that is read. */
#define OP_MAX_ENTRIES     200000
#define OP_MAX_ENTRY_BYTES (4096ull << 20)
/* What an archive says of itself, unpacked: metadata.json or a data package. An
 * article takes about 6 KB there, an entry 250 bytes. */
#define OP_MAX_METADATA_BYTES (64u << 20)

/* Versions before the newest whose words a library finds, of one archive: each
 * costs a page's reading when the archive is taken in. */
#define OP_MAX_FORMERS 1000

#endif
