/* SPDX-License-Identifier: MIT */
/* silent_dns.c - for LD_PRELOAD: names below silent.example are asked of a
 * server that never answers. glibc would give up after its own time, far behind
 * any that a user sets. Names below counted.example are those of this machine,
 * and each question is a line on standard error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_S 25 /* of glibc: for two servers, twice each */

typedef int resolver(const char *, const char *, const struct addrinfo *,
                     struct addrinfo **);

int getaddrinfo(const char *name, const char *service,
                const struct addrinfo *hints, struct addrinfo **result)
{
    if (name && strstr(name, "silent.example")) {
        sleep(PATIENCE_S);
        return EAI_AGAIN;
    }
    if (name && strstr(name, "counted.example")) {
        fprintf(stderr, "who is %s?\n", name);
        name = "127.0.0.1";
    }
    resolver *real = (resolver *)dlsym(RTLD_NEXT, "getaddrinfo");
    return real(name, service, hints, result);
}
