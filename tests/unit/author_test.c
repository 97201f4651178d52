/* SPDX-License-Identifier: MIT */
/* author_test.c - whom a page names as its author, and what as its headline. */
#include "made_page.h"

#define URL "https://example.org/ferry"

static void extract(const char *url, const char *head, const char *h1,
                    const char *below, const char *end)
{
    read_page(&(struct made_page){
        .url = url, .head = head, .h1 = h1, .below = below, .end = end});
}

/* The authors, one after the other with a "+". */
static const char *authors(const char *url, const char *head, const char *below,
                           const char *end)
{
    extract(url, head, "The last ferry", below, end);
    struct str all = S("");
    for (size_t i = 0; i < article->authors.len; i++)
        all = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all),
                           all.len ? "+" : "", STR_ARG(article->authors.at[i]));
    return arena_cstring(&arena, all);
}

static void test_microdata_counts_by_what_it_belongs_to(void **state)
{
    (void)state;
    static const char POST[] =
        "<div itemscope itemtype='https://schema.org/DiscussionForumPosting'>"
        "<span itemprop=author itemscope><b itemprop=name>ropewalker</b></span>"
        "</div>";
    static const char ANSWER[] =
        "<div itemscope itemtype='https://schema.org/Comment'><span "
        "itemprop=author>deckhand</span>Fair winds to all of you.</div>";
    assert_string_equal(authors(URL, "", POST, ANSWER), "ropewalker");
    static const char TEASER[] =
        "<div itemscope><a itemprop=author>Ola Berg</a></div>";
    assert_string_equal(authors(URL, "", POST, TEASER), "ropewalker");
}

static void test_helpers_are_no_authors(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "",
                "<p>By <a rel=author href=/a>Anna Holm</a></p>"
                "<p>Reviewed by <a rel=author href=/b>Peter Vik</a></p>",
                ""),
        "Anna Holm");
}

static void test_what_a_template_says_is_left_out(void **state)
{
    (void)state;
    static const char META[] = "<meta name=author content='Harbour Systems'>";
    assert_string_equal(authors(URL, META, "", ""), "");
    assert_string_equal(authors(URL, META, "<p>By Anna Holm</p>", ""),
                        "Anna Holm");
    assert_string_equal(authors(URL, META, "<p>Harbour Systems</p>", ""),
                        "Harbour Systems");
    assert_string_equal(
        authors(URL, "<meta name=author content='Anna Holm'>", "", ""),
        "Anna Holm");
}

static void test_names_in_catalogue_order(void **state)
{
    (void)state;
    assert_string_equal(authors(URL,
                                "<meta name=citation_author content='Oyelaran, "
                                "Wren'><meta name=citation_author "
                                "content='Vik, Peter K.'>",
                                "", ""),
                        "Wren Oyelaran+Peter K. Vik");
    assert_string_equal(
        authors(URL, "<meta name=citation_author content='Holm, Anna'>", "",
                ""),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "<meta name=citation_author content='Anna, Peter'>", "",
                ""),
        "Anna+Peter");
}

static void test_lines_and_signatures(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "", "<p>Travel | By Anna Holm | 3 May</p>", ""),
        "Anna Holm");
    assert_string_equal(authors(URL, "", "<p>Posted by Konstantin</p>", ""),
                        "Konstantin");
    assert_string_equal(authors(URL, "", "", "<p><em>Anna Holm</em></p>"),
                        "Anna Holm");
    assert_string_equal(authors(URL, "", "", "<p><em>Next Ferry</em></p>"), "");
}

/* Before the text, a line that is a person's name; not below a picture, nor in
 * the headline. */
static void test_a_name_alone_on_its_line(void **state)
{
    (void)state;
    assert_string_equal(authors(URL, "", "<p>Anna Holm</p>", ""), "Anna Holm");
    assert_string_equal(
        authors(URL, "", "<p>Anna Holm | Senior Writer | July 2, 2025</p>", ""),
        "Anna Holm");
    assert_string_equal(authors(URL, "", "<p>Harbour Systems</p>", ""), "");
    assert_string_equal(authors(URL, "",
                                "<figure><img src=a.png><figcaption><span>Anna "
                                "Holm</span></figcaption></figure>",
                                ""),
                        "");
    extract(URL, "", "Anna Holm leaves the ferry", "<p>Anna Holm</p>", "");
    assert_int_equal(article->authors.len, 0);
    assert_string_equal(authors(URL, "", "<p><b>Ntsoaki Mokhesi</b></p>", ""),
                        "Ntsoaki Mokhesi");
    assert_string_equal(authors(URL, "", "<p>Ntsoaki Mokhesi</p>", ""), "");
    assert_string_equal(
        authors(URL, "", "<p><b>Harbour News Service</b></p>", ""), "");
}

static void test_labels_and_dates_before_a_name(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "", "<p>3 May 2020 by Anna Holm, Pilot</p>", ""),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "<h5>Autor: </h5>Anna Holm/SP-X<br>", ""),
        "Anna Holm");
    assert_string_equal(authors(URL, "", "<p>Autor/in: Anna Holm</p>", ""),
                        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "", "</article><ul><li><b>Author</b> Anna Holm</ul>"),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "<p>475 boats that were bought by Anna Holm</p>", ""),
        "");
}

/* What a style sets apart is apart. */
static void test_boxes_of_authors(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "",
                "<div class=author><span>Anna Holm</span><span>Founder</span>"
                "</div>",
                ""),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "",
                "<div class=author><div>Anna Holm</div><div>Marketing of "
                "ferries</div></div>",
                ""),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "<p class=author>Anna Holm<span>Anna Holm</span></p>",
                ""),
        "Anna Holm");
}

static void test_a_site_that_names_itself(void **state)
{
    (void)state;
    static const char HOST[] =
        "<meta name=author content='Ferry News (www.example.org)'>";
    assert_string_equal(authors(URL, HOST, "<p>Ferry News</p>", ""), "");
    assert_string_equal(authors(URL, "<meta name=author content='The last'>",
                                "<p>The last</p>", ""),
                        "");
    assert_string_equal(
        authors(URL,
                "<meta name=author content='Department of Trade, Fisheries "
                "and Ports'>",
                "<p>Fisheries</p>", ""),
        "");
}

/* Accounts are none of persons; some spell one's name. */
static void test_names_of_accounts(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "<meta name=author content=aholm>", "", ""), "");
    assert_string_equal(authors(URL, "<meta name=author content=aholm>",
                                "<p>from aholm</p>", ""),
                        "aholm");
    assert_string_equal(
        authors(URL, "<meta name=author content=anna.holm>", "", ""),
        "Anna Holm");
}

#define PERSON(name)                                                           \
    "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":"      \
    "{\"@type\":\"Person\",\"name\":\"" name "\"}}</script>"

/* Machines are told of who typed a page in, readers of who wrote it. */
static void test_whom_readers_see(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, PERSON("Peter Vik"), "<p>By Anna Holm</p>", ""),
        "Anna Holm");
    assert_string_equal(authors(URL, PERSON("Peter Vik"), "", ""), "Peter Vik");
    assert_string_equal(authors(URL, PERSON("Peter Vik"),
                                "<p class=author>Anna Holm</p><p>Editor: "
                                "<a rel=author href=/p>Peter Vik</a></p>",
                                ""),
                        "Anna Holm");
    assert_string_equal(authors(URL, PERSON("Anna Holm"),
                                "<p class=author>Anna Holm and Peter Vik</p>",
                                ""),
                        "Anna Holm+Peter Vik");
    assert_string_equal(
        authors(URL, PERSON("Anna Holm"),
                "<p class=author>Anna Holm, Harbour Systems</p>", ""),
        "Anna Holm");
}

static void test_helpers_named_behind_the_author(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "",
                "<p>By <a rel=author href=/a>Anna Holm</a>. Reviewed by "
                "<a rel=author href=/b>Peter Vik</a></p>",
                ""),
        "Anna Holm");
}

static void test_commenters_are_no_authors(void **state)
{
    (void)state;
    assert_string_equal(
        authors(URL, "", "",
                "</article><div class='comment-author vcard'><b class=fn>"
                "Deckhand</b></div>"),
        "");
}

static void test_own_sites(void **state)
{
    (void)state;
    static const char SITE[] = "<meta property=og:site_name content='%s'>";
    struct str person = arena_printf(&arena, SITE, "Anna Holm");
    struct str shop = arena_printf(&arena, SITE, "Ferry Holm");
    assert_string_equal(authors("https://annaholm.example/ferry",
                                arena_cstring(&arena, person), "", ""),
                        "Anna Holm");
    assert_string_equal(authors(URL, arena_cstring(&arena, person), "", ""),
                        "");
    assert_string_equal(authors("https://ferryholm.example/ferry",
                                arena_cstring(&arena, shop), "", ""),
                        "");
}

static const char *title(const char *head, const char *h1)
{
    extract(URL, head, h1, "", "");
    return arena_cstring(&arena, article->title);
}

static void test_the_line_above_is_not_the_headline(void **state)
{
    (void)state;
    assert_string_equal(title("", "<span class=kicker>At sea</span> "
                                  "The last ferry of the year"),
                        "The last ferry of the year");
    assert_string_equal(title("", "<span class=first>At sea</span> the last "
                                  "ferry of the year"),
                        "At sea the last ferry of the year");
}

static void test_headlines_cut_short_are_made_whole(void **state)
{
    (void)state;
    static const char WHOLE[] = "When the last ferry of the year is gone, the "
                                "island belongs to its birds";
    static const char CUT[] =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
        "\"headline\":\"When the last ferry of the year is gone, the isl\"}"
        "</script>";
    static const char LONG[] =
        "<meta property=og:title content='When the last ferry of the year is "
        "gone, the island belongs to its birds | Travel'>";
    assert_string_equal(title(CUT, WHOLE), WHOLE);
    assert_string_equal(title(LONG, WHOLE), WHOLE);
}

/* Co-authors of one who alone is named for machines. */
static void test_authors_linked_side_by_side(void **state)
{
    (void)state;
    static const char LD[] =
        "<script type='application/ld+json'>{\"@type\":\"BlogPosting\","
        "\"author\":{\"@type\":\"Person\",\"name\":\"Anna Holm\"}}</script>";
    assert_string_equal(authors(URL, LD,
                                "<div><a href=/author/a>Anna Holm</a>, "
                                "<a href=/author/b>Wren Oyelaran</a></div>",
                                ""),
                        "Anna Holm+Wren Oyelaran");
    assert_string_equal(
        authors(URL, LD,
                "<div><a href=/author/a>Anna Holm</a></div><div>Contributions "
                "from <a href=/author/b>Wren Oyelaran</a></div>",
                ""),
        "Anna Holm");
    assert_string_equal(
        authors(URL, LD,
                "<div>Written by <span>Dr Anna Holm</span>, <span>Peter "
                "Vik</span></div>",
                ""),
        "Dr Anna Holm+Peter Vik");
}

/* Three other articles with authors, and none for this. */
static void test_microdata_of_a_list(void **state)
{
    (void)state;
    static const char LIST[] =
        "</article><div itemscope><h3>Nets</h3><meta itemprop=author "
        "content='Ola Berg'></div><div itemscope><h3>Ropes</h3><meta "
        "itemprop=author content='Ola Berg'></div><div itemscope><h3>Knots"
        "</h3><meta itemprop=author content='Ola Berg'></div>";
    assert_string_equal(authors(URL, "", "", LIST), "");
}

/* An author with what is told of the author; what is no name is none. */
static void test_a_name_with_a_biography(void **state)
{
    (void)state;
#define BIOGRAPHY                                                              \
    "<p>has sailed on ferries for thirty years, first as a deckhand and "      \
    "later "                                                                   \
    "as the mate of the last one that still had a funnel. The sea is where "   \
    "most of these notes were written, in the hours between two harbours, "    \
    "with a pencil and on the back of old tide tables.</p></div>"
    assert_string_equal(
        authors(URL, "", "",
                "<div class=author-box><b>Anna Holm</b>" BIOGRAPHY),
        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "",
                "<div class=author-box><b>Our Fleet</b>" BIOGRAPHY),
        "");
}

static void test_who_is_quoted_is_no_author(void **state)
{
    (void)state;
    assert_string_equal(authors(URL, "",
                                "<blockquote>Boats leak. <cite>Anna "
                                "Holm</cite></blockquote>",
                                ""),
                        "");
    assert_string_equal(
        authors(URL, "", "<span class=quote-author>Anna Holm</span>", ""), "");
}

static void test_names_with_a_role(void **state)
{
    (void)state;
    assert_string_equal(authors(URL, "", "<p>Anna Holm, Reuters</p>", ""),
                        "Anna Holm");
    assert_string_equal(
        authors(URL, "", "<p>Anna Holm, the captain, sails on.</p>", ""), "");
    assert_string_equal(authors(URL, "", "<p>김철수 기자</p>", ""), "김철수");
    assert_string_equal(
        authors(URL, "<meta name=author content='Анна Иванова'>", "", ""),
        "Анна Иванова");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_microdata_counts_by_what_it_belongs_to),
        TEST(test_helpers_are_no_authors),
        TEST(test_what_a_template_says_is_left_out),
        TEST(test_names_in_catalogue_order),
        TEST(test_lines_and_signatures),
        TEST(test_a_name_alone_on_its_line),
        TEST(test_labels_and_dates_before_a_name),
        TEST(test_boxes_of_authors),
        TEST(test_a_site_that_names_itself),
        TEST(test_names_of_accounts),
        TEST(test_whom_readers_see),
        TEST(test_helpers_named_behind_the_author),
        TEST(test_commenters_are_no_authors),
        TEST(test_authors_linked_side_by_side),
        TEST(test_microdata_of_a_list),
        TEST(test_a_name_with_a_biography),
        TEST(test_who_is_quoted_is_no_author),
        TEST(test_names_with_a_role),
        TEST(test_own_sites),
        TEST(test_the_line_above_is_not_the_headline),
        TEST(test_headlines_cut_short_are_made_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
