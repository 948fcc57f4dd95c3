/*
 * Printers as they are: gone, full, hung, out of paper, busy, and sometimes well. No printer holds
 * a delivery longer than its time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/folder.h"
#include "print/deliver.h"
#include "slips.h"

enum { SOON_MS = 150, LONG_MS = 20000, BYTES_MAX = 65536 };

struct place {
    char folder[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE];
    struct pk_zone *zone;
    struct pk_slip slip;
    struct pk_printer printer;
    char text[BYTES_MAX]; /* what came out */
};

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    folder_make(p->folder);
    folder_path(p->path, p->folder, "printer");
    p->slip = slips_ticket();
    *state = p;
    return pk_zone_open(&p->zone, "Europe/Berlin") == PK_OK ? 0 : -1;
}

static int teardown(void **state)
{
    struct place *p = *state;
    pk_zone_close(p->zone);
    folder_remove(p->folder);
    free(p);
    return 0;
}

/* The printer WORDS followed by the place's path. */
static void use(struct place *p, const char *words)
{
    char all[PK_SETTING_SIZE + FOLDER_PATH_SIZE];
    snprintf(all, sizeof all, "%s%s", words, p->path);
    p->printer = slips_printer(all, p->zone);
    assert_int_not_equal(p->printer.kind, PK_PRINTER_NONE);
}

static enum pk_status print(struct place *p, int limit_ms)
{
    bool is_printed;
    enum pk_status status = pk_slip_print(&is_printed, &p->slip, &p->printer, limit_ms);
    assert_int_equal(is_printed, status == PK_OK);
    return status;
}

static void must_fail(struct place *p, enum pk_status status, const char *says)
{
    int64_t begun = deliver_now();
    assert_int_equal(print(p, SOON_MS), status);
    assert_true(deliver_now() - begun < LONG_MS);
    if (!strstr(pk_error()->message, says))
        fail_msg("%s", pk_error()->message);
    assert_non_null(strstr(pk_error()->message, "exit-1"));
}

static const char *read_all(struct place *p, int fd)
{
    ssize_t length = read(fd, p->text, sizeof p->text - 1);
    p->text[length > 0 ? length : 0] = '\0';
    return p->text;
}

static const char *read_file(struct place *p)
{
    int fd = open(p->path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    read_all(p, fd);
    close(fd);
    return p->text;
}

static int count(const char *text, const char *what)
{
    int found = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        found++;
    return found;
}

/* ---- files ---- */

static void a_file_takes_one_after_the_other(void **state)
{
    struct place *p = *state;
    struct stat about;
    use(p, "file:");
    assert_int_equal(print(p, LONG_MS), PK_OK);
    assert_int_equal(print(p, LONG_MS), PK_OK);
    assert_int_equal(count(read_file(p), "1042"), 2);
    assert_int_equal(stat(p->path, &about), 0);
    assert_int_equal(about.st_mode & 07, 0); /* plates are not for everybody */
}

static void a_full_disk(void **state)
{
    struct place *p = *state;
    p->printer = slips_printer("file:/dev/full", p->zone);
    must_fail(p, PK_DISK_FULL, "no room left");
}

/* What was written of a slip that did not fit is gone again. */
static void half_a_slip_is_none(void **state)
{
    struct place *p = *state;
    struct rlimit before, small;
    use(p, "file:");
    assert_int_equal(print(p, LONG_MS), PK_OK);
    size_t length = strlen(read_file(p));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){length + 100, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum pk_status status = print(p, LONG_MS);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(status, PK_INTERNAL);
    assert_int_equal(strlen(read_file(p)), length);
    assert_int_equal(print(p, LONG_MS), PK_OK);
    assert_int_equal(strlen(read_file(p)), 2 * length);
}

static void a_file_that_cannot_be(void **state)
{
    struct place *p = *state;
    p->printer = slips_printer("file:/nonexistent/folder/slips", p->zone);
    must_fail(p, PK_INTERNAL, "is not there");
}

static void another_console_prints(void **state)
{
    struct place *p = *state;
    use(p, "file:");
    int fd = open(p->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    must_fail(p, PK_INTERNAL, "another console");
    close(fd);
    assert_int_equal(print(p, LONG_MS), PK_OK);
}

/* ---- devices ---- */

static void a_device_that_is_gone(void **state)
{
    struct place *p = *state;
    use(p, "device:");
    must_fail(p, PK_INTERNAL, "is not there");
    close(open(p->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600)); /* nor is a file one */
    must_fail(p, PK_INTERNAL, "cannot be used");
}

static void a_pipe_that_nobody_reads(void **state)
{
    struct place *p = *state;
    assert_int_equal(mkfifo(p->path, 0600), 0);
    use(p, "device:");
    must_fail(p, PK_INTERNAL, "is not there");
}

/* Somebody holds the other end and takes nothing; then takes again. */
static void a_device_that_hangs(void **state)
{
    struct place *p = *state;
    static const char full[8192];
    assert_int_equal(mkfifo(p->path, 0600), 0);
    use(p, "device:");
    int reader = open(p->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    int writer = open(p->path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(reader >= 0 && writer >= 0);
    assert_true(fcntl(writer, F_SETPIPE_SZ, 4096) >= 0);
    assert_true(write(writer, full, sizeof full) > 0);
    must_fail(p, PK_INTERNAL, "does not take anything");
    read_all(p, reader);
    assert_int_equal(print(p, LONG_MS), PK_OK);
    read_all(p, reader);
    assert_memory_equal(p->text, "\x1B@", 2);
    close(reader);
    close(writer);
}

/* ---- a printer on a serial line ---- */

/* What the printer says when it is asked for paper; 0: it is deaf. */
static void print_on_line(struct place *p, unsigned char answer, int *exit_status)
{
    int printer, line;
    char name[64];
    assert_int_equal(openpty(&printer, &line, name, NULL, NULL), 0);
    snprintf(p->path, sizeof p->path, "%s", name);
    use(p, "device:");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(print(p, LONG_MS) == PK_OK                            ? 0
              : strstr(pk_error()->message, "has no paper") != NULL ? 1
                                                                    : 2);
    size_t used = 0;
    int how = 0;
    bool has_answered = answer == 0;
    while (waitpid(child, &how, WNOHANG) != child || used == 0) {
        struct pollfd polled = {.fd = printer, .events = POLLIN};
        if (poll(&polled, 1, 20) != 1)
            continue;
        ssize_t got = read(printer, p->text + used, sizeof p->text - 1 - used);
        assert_true(got > 0);
        used += (size_t)got;
        if (!has_answered && memmem(p->text, used, "\x10\x04\x04", 3)) {
            assert_int_equal(write(printer, &answer, 1), 1);
            has_answered = true;
        }
    }
    struct pollfd rest = {.fd = printer, .events = POLLIN};
    while (poll(&rest, 1, 0) == 1 && (rest.revents & POLLIN))
        used += (size_t)read(printer, p->text + used, sizeof p->text - 1 - used);
    p->text[used] = '\0';
    close(printer);
    close(line);
    assert_true(WIFEXITED(how));
    *exit_status = WEXITSTATUS(how);
}

/* A newline stays one: a QR code's bytes are no text. */
static void a_line_is_asked_for_paper(void **state)
{
    struct place *p = *state;
    int exit_status;
    print_on_line(p, 0x12, &exit_status);
    assert_int_equal(exit_status, 0);
    assert_memory_equal(p->text, "\x10\x04\x04\x1B@", 5);
    assert_null(strchr(p->text, '\r'));
    print_on_line(p, 0x72, &exit_status);
    assert_int_equal(exit_status, 1);
    assert_string_equal(p->text, "\x10\x04\x04"); /* and got nothing else */
    print_on_line(p, 0, &exit_status);            /* one that does not answer gets its slip */
    assert_int_equal(exit_status, 0);
}

/* The drawer opens without paper. */
static void a_drawer_needs_no_paper(void **state)
{
    struct place *p = *state;
    int exit_status;
    p->slip = (struct pk_slip){.kind = PK_SLIP_DRAWER};
    print_on_line(p, 0x72, &exit_status);
    assert_int_equal(exit_status, 0);
    assert_memory_equal(p->text, "\x1Bp", 2);
}

/* ---- commands ---- */

static void a_command_reads_it(void **state)
{
    struct place *p = *state;
    use(p, "command:tee ");
    assert_int_equal(print(p, LONG_MS), PK_OK);
    assert_int_equal(count(read_file(p), "1042"), 1);
}

/* No shell reads the words, and what stands on a slip is none of them. */
static void no_shell_is_asked(void **state)
{
    struct place *p = *state;
    char odd[2 * FOLDER_PATH_SIZE];
    snprintf(p->slip.receipt.reason, sizeof p->slip.receipt.reason, "$(touch %.100s/hacked)",
             p->folder);
    p->slip.kind = PK_SLIP_RECEIPT;
    snprintf(odd, sizeof odd, "command:tee %s;touch", p->path);
    p->printer = slips_printer(odd, p->zone);
    assert_int_equal(print(p, LONG_MS), PK_OK);
    assert_true(folder_has(p->folder, "printer;touch"));
    assert_int_equal(folder_count(p->folder, ""), 1);
}

static void a_command_that_fails(void **state)
{
    struct place *p = *state;
    p->printer = slips_printer("command:false", p->zone);
    must_fail(p, PK_INTERNAL, "false ended with 1");
    p->printer = slips_printer("command:ls /nonexistent", p->zone);
    must_fail(p, PK_INTERNAL, "refused it: ls: ");
    p->printer = slips_printer("command:no-such-program -x", p->zone);
    must_fail(p, PK_INTERNAL, "is not there");
}

static void a_command_that_never_ends(void **state)
{
    struct place *p = *state;
    p->printer = slips_printer("command:sleep 600", p->zone);
    must_fail(p, PK_INTERNAL, "does not come to an end");
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nothing is left of it */
}

static void no_printer(void **state)
{
    struct place *p = *state;
    p->printer = slips_printer("none", p->zone);
    must_fail(p, PK_INTERNAL, "has no printer");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_takes_one_after_the_other),
        TEST(a_full_disk),
        TEST(half_a_slip_is_none),
        TEST(a_file_that_cannot_be),
        TEST(another_console_prints),
        TEST(a_device_that_is_gone),
        TEST(a_pipe_that_nobody_reads),
        TEST(a_device_that_hangs),
        TEST(a_line_is_asked_for_paper),
        TEST(a_drawer_needs_no_paper),
        TEST(a_command_reads_it),
        TEST(no_shell_is_asked),
        TEST(a_command_that_fails),
        TEST(a_command_that_never_ends),
        TEST(no_printer),
    };
    return cmocka_run_group_tests_name("delivery", tests, NULL, NULL);
}
