/*
 * Running programs in tests: fork, exec, both outputs read to their ends. See run.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

enum { ARGUMENTS_MAX = 40 };

const char *run_path(void)
{
    static char path[RUN_PATH_SIZE];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/parkade", build ? build : "build");
    return path;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#endif

bool run_can_set_clock(void)
{
#ifdef HAS_ADDRESS_SANITIZER
    return false;
#else
    return true;
#endif
}

/* ---- places ---- */

struct place place_make(void)
{
    struct place place = {.moment = ""};
    const char *base = getenv("TMPDIR");
    snprintf(place.folder, sizeof place.folder, "%s/parkade-test-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(place.folder));
    int length = snprintf(place.lot, sizeof place.lot, "%.200s/t.db", place.folder);
    assert_true(length < RUN_PATH_SIZE);
    return place;
}

void place_remove(struct place *place)
{
    const char *const argv[] = {"rm", "-rf", place->folder, NULL};
    struct run run = run_program(NULL, -1, argv);
    assert_int_equal(run.status, 0);
    run_free(&run);
}

void place_write(const struct place *place, char path[static RUN_PATH_SIZE], const char *name,
                 const char *text)
{
    int length = snprintf(path, RUN_PATH_SIZE, "%.200s/%s", place->folder, name);
    assert_true(length < RUN_PATH_SIZE);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* ---- reading both outputs ---- */

struct reader {
    int descriptor;
    char *text;
    size_t length;
};

/* Reads what is there; 0 at the end. */
static int read_some(struct reader *reader)
{
    reader->text = realloc(reader->text, reader->length + 4097);
    assert_non_null(reader->text);
    ssize_t got = read(reader->descriptor, reader->text + reader->length, 4096);
    reader->length += got > 0 ? (size_t)got : 0;
    reader->text[reader->length] = '\0';
    return got > 0 || (got < 0 && errno == EINTR);
}

static void read_both(struct reader *out, struct reader *err)
{
    struct pollfd waits[] = {{.fd = out->descriptor, .events = POLLIN},
                             {.fd = err->descriptor, .events = POLLIN}};
    struct reader *const readers[] = {out, err};
    while (waits[0].fd >= 0 || waits[1].fd >= 0) {
        if (poll(waits, 2, -1) < 0)
            continue;
        for (int i = 0; i < 2; i++)
            if (waits[i].revents && !read_some(readers[i]))
                waits[i].fd = -1;
    }
}

/* ---- running ---- */

/* In the child: becomes the program. */
static _Noreturn void become(const char *const argv[], int out, int err)
{
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    setenv("TZ", "UTC", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("PARKADE_STATION");
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static struct run run_once(const char *const argv[], int out)
{
    int outs[2], errs[2];
    assert_int_equal(pipe2(outs, O_CLOEXEC), 0);
    assert_int_equal(pipe2(errs, O_CLOEXEC), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(argv, out < 0 ? outs[1] : out, errs[1]);
    close(outs[1]);
    close(errs[1]);
    struct reader from_out = {.descriptor = outs[0]}, from_err = {.descriptor = errs[0]};
    read_both(&from_out, &from_err);
    close(outs[0]);
    close(errs[0]);
    return (struct run){.status = wait_for(child), .out = from_out.text, .err = from_err.text};
}

struct run run_program(const struct place *place, int out, const char *const argv[])
{
    const char *whole[ARGUMENTS_MAX + 4];
    size_t count = 0;
    if (place && place->moment[0]) {
        if (!run_can_set_clock()) /* it would wait for ever: better a failure than that */
            fail_msg("this test sets a clock: let it ask run_can_set_clock() first");
        whole[count++] = "faketime";
        whole[count++] = "-f";
        whole[count++] = place->moment;
    }
    for (size_t i = 0; argv[i]; i++) {
        assert_true(count < ARGUMENTS_MAX);
        whole[count++] = argv[i];
    }
    whole[count] = NULL;
    struct run run = run_once(whole, out);
    run.json = json_loads(run.out, 0, NULL);
    return run;
}

static struct run run_list(const struct place *place, int json, va_list list)
{
    const char *argv[ARGUMENTS_MAX] = {run_path(), "--lot", place->lot};
    size_t count = 3;
    if (json)
        argv[count++] = "--json";
    for (const char *next; (next = va_arg(list, const char *));) {
        assert_true(count + 1 < ARGUMENTS_MAX);
        argv[count++] = next;
    }
    return run_program(place, -1, argv);
}

struct run run_parkade(const struct place *place, ...)
{
    va_list list;
    va_start(list, place);
    struct run run = run_list(place, 0, list);
    va_end(list);
    return run;
}

struct run run_json(const struct place *place, ...)
{
    va_list list;
    va_start(list, place);
    struct run run = run_list(place, 1, list);
    va_end(list);
    return run;
}

void run_free(struct run *run)
{
    json_decref(run->json);
    free(run->out);
    free(run->err);
    *run = (struct run){.status = 0};
}
