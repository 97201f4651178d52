/* SPDX-License-Identifier: MIT */
/* hosts_test.c - who may be asked next, among many hosts and orders. */
#include "net/hosts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define HOSTS 200

static struct origin *origin_of(struct hosts *hosts, const char *text)
{
    struct url url;
    assert_int_equal(url_parse(hosts->arena, str_of(text), NULL, &url), OP_OK);
    return hosts_origin(hosts, hosts->arena, &url);
}

static struct order *order_for(struct origin *origin, enum lane lane)
{
    struct order *order = order_new(S("x"), S(""));
    assert_non_null(order);
    order->origin = origin;
    order->lane = (uint8_t)lane;
    return order;
}

static void open_hosts(struct hosts *hosts, struct arena *arena)
{
    arena_init(arena, 64u << 20);
    hosts_init(hosts, arena, 0, 2);
}

static void knows_hosts_and_origins(void **state)
{
    (void)state;
    struct arena arena;
    struct hosts hosts;
    open_hosts(&hosts, &arena);
    struct origin *http = origin_of(&hosts, "http://a.test/1");
    struct origin *https = origin_of(&hosts, "https://a.test:443/2");
    struct origin *other = origin_of(&hosts, "http://a.test:8080/");
    assert_ptr_equal(http, origin_of(&hosts, "http://A.test:80/x#y"));
    assert_ptr_not_equal(http, https);
    assert_ptr_equal(http->host, https->host);
    assert_ptr_not_equal(http->host, other->host);
    /* What was given by hand is a name, whatever its port. */
    *http->host->is_given = true;
    assert_true(*other->host->is_given);
    assert_false(*origin_of(&hosts, "http://b.test/")->host->is_given);
    arena_free(&arena);
}

static void takes_by_rank_and_turn(void **state)
{
    (void)state;
    struct arena arena;
    struct hosts hosts;
    open_hosts(&hosts, &arena);
    struct origin *origin = origin_of(&hosts, "http://a.test/");
    struct order *wanted[6];
    static const enum lane lanes[6] = {LANE_ASSET, LANE_PAGE,  LANE_ROBOTS,
                                       LANE_PAGE,  LANE_ASSET, LANE_PAGE};
    static const size_t turn[6] = {2, 1, 3, 5, 0, 4};
    for (size_t i = 0; i < 6; i++) {
        wanted[i] = order_for(origin, lanes[i]);
        hosts_queue(&hosts, wanted[i]);
    }
    for (size_t i = 0; i < 6; i++)
        assert_ptr_equal(hosts_take(&hosts, 1000), wanted[turn[i]]);
    assert_null(hosts_take(&hosts, 1000));
    assert_int_equal(hosts_due(&hosts), INT64_MAX);
    /* What is parked goes before what came later, in its old order. */
    for (size_t i = 0; i < 5; i++)
        queue_push(&origin->parked, wanted[i]);
    hosts_queue(&hosts, wanted[5]);
    hosts_unpark(&hosts, origin);
    for (size_t i = 0; i < 6; i++)
        assert_ptr_equal(hosts_take(&hosts, 1000), wanted[turn[i]]);
    for (size_t i = 0; i < 6; i++)
        order_free(wanted[i]);
    arena_free(&arena);
}

static void waits_for_delays(void **state)
{
    (void)state;
    struct arena arena;
    struct hosts hosts;
    open_hosts(&hosts, &arena);
    struct origin *origin = origin_of(&hosts, "http://a.test/");
    struct order *late = order_for(origin, LANE_PAGE);
    struct order *soon = order_for(origin, LANE_ASSET);
    late->due_ms = 900;
    soon->due_ms = 500;
    hosts_delay(&hosts, late);
    hosts_delay(&hosts, soon);
    assert_int_equal(hosts_due(&hosts), 500);
    assert_null(hosts_take(&hosts, 499));
    assert_ptr_equal(hosts_take(&hosts, 500), soon);
    assert_int_equal(hosts_due(&hosts), 900);
    origin->host->started_ms = 600;
    origin->host->pause_ms = 1000;
    hosts_update(&hosts, origin->host);
    assert_int_equal(hosts_due(&hosts), 1600);
    origin->host->active = origin->host->limit;
    hosts_update(&hosts, origin->host);
    assert_null(hosts_take(&hosts, 5000));
    origin->host->active = 0;
    hosts_update(&hosts, origin->host);
    assert_ptr_equal(hosts_take(&hosts, 1600), late);
    order_free(late);
    order_free(soon);
    arena_free(&arena);
}

/* The heap, against the plainest rule: nobody is taken before somebody who
 * was due earlier. */
static void takes_the_first_that_is_due(void **state)
{
    (void)state;
    struct arena arena;
    struct hosts hosts;
    open_hosts(&hosts, &arena);
    uint64_t seed = 7;
    for (int i = 0; i < HOSTS; i++) {
        char url[32];
        snprintf(url, sizeof url, "http://h%d.test/", i);
        struct origin *origin = origin_of(&hosts, url);
        origin->host->started_ms = 1;
        hosts_queue(&hosts, order_for(origin, LANE_PAGE));
    }
    for (int i = 0; i < HOSTS * 20; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        struct host *host = hosts.by_port.entries[(seed >> 33) % HOSTS].value;
        host->pause_ms = (int64_t)(seed >> 50);
        host->active = (seed >> 40) % 5 == 0 ? 2 : 0;
        hosts_update(&hosts, host);
    }
    size_t waiting = hosts.heap_len;
    assert_true(waiting > HOSTS / 2 && waiting < HOSTS);
    int64_t before = 0;
    for (size_t i = 0; i < waiting; i++) {
        int64_t due = hosts_due(&hosts);
        assert_true(due >= before);
        before = due;
        order_free(hosts_take(&hosts, due));
    }
    assert_null(hosts_take(&hosts, INT64_MAX - 1));
    for (size_t i = 0; i < HOSTS; i++) {
        struct host *host = hosts.by_port.entries[i].value;
        order_free(queue_shift(&host->lanes[LANE_PAGE]));
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_hosts_and_origins),
        cmocka_unit_test(takes_by_rank_and_turn),
        cmocka_unit_test(waits_for_delays),
        cmocka_unit_test(takes_the_first_that_is_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
