/* SPDX-License-Identifier: MIT */
/* cost.c - run a command and say what it took: "status cpu wall memory", in
 * seconds and kB, into a file.
 *
 *   cost FILE COMMAND...
 *
 * The system counts the memory of whoever starts a program as the program's
 * own, up to its start: so the one that starts it has to be small.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    FILE *file = argc > 2 ? fopen(argv[1], "w") : NULL;
    if (!file) {
        fputs("usage: cost FILE COMMAND...\n", stderr);
        return 2;
    }
    double begin = now();
    pid_t child = fork();
    if (child == 0) {
        fclose(file);
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 1;
    fprintf(file, "%d %f %f %ld\n",
            WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
            seconds(used.ru_utime) + seconds(used.ru_stime), now() - begin,
            used.ru_maxrss);
    return fclose(file) != 0;
}
