/*
 * Errands: the answer of a child comes through the event loop; one that dies or hangs is told; the
 * screen lives on meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/screen.h"
#include "parkade/text.h"

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

/* What an errand came to. */
struct heard {
    int times;
    enum errand_end end;
    char answer[ERRAND_ANSWER_SIZE];
};

static void hear(struct app *app, void *owner, enum errand_end end, const char *answer)
{
    struct heard *heard = owner;

    (void)app;
    heard->times++;
    heard->end = end;
    pk_copy(heard->answer, sizeof heard->answer, answer);
}

static void say_hello(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    snprintf(answer, ERRAND_ANSWER_SIZE, "hello %s", (const char *)context);
}

static void say_much(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    (void)context;
    memset(answer, 'x', ERRAND_ANSWER_SIZE);
}

static void die(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    (void)context;
    (void)answer;
    raise(SIGKILL);
}

static void hang(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    (void)context;
    (void)answer;
    for (;;)
        pause();
}

/* A console's own descriptors and terminal are none of a child's business. */
static void look_around(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    int open_fds = 0;

    (void)context;
    for (int fd = 4; fd < 64; fd++)
        open_fds += lseek(fd, 0, SEEK_CUR) >= 0;
    snprintf(answer, ERRAND_ANSWER_SIZE, "%d open, %s", open_fds,
             isatty(0) || isatty(1) || isatty(2) ? "terminal" : "no terminal");
}

static bool send(errand_work work, void *context, int limit_ms, struct heard *heard)
{
    struct errand_order order = {work, context, limit_ms, hear, heard};

    return errand_start(&screen.app, &order);
}

static void wait_for(const struct heard *heard)
{
    while (heard->times == 0)
        app_step(&screen.app, -1);
}

static void test_an_answer_comes(void **state)
{
    struct heard heard = {0};

    (void)state;
    assert_true(send(say_hello, "there", 60000, &heard));
    wait_for(&heard);
    assert_int_equal(heard.end, ERRAND_ANSWERED);
    assert_string_equal(heard.answer, "hello there");
}

static void test_a_long_answer_ends(void **state)
{
    struct heard heard = {0};

    (void)state;
    assert_true(send(say_much, NULL, 60000, &heard));
    wait_for(&heard);
    assert_int_equal(heard.end, ERRAND_ANSWERED);
    assert_int_equal(strlen(heard.answer), ERRAND_ANSWER_SIZE - 1);
}

static void test_a_dead_child_is_told(void **state)
{
    struct heard heard = {0};

    (void)state;
    assert_true(send(die, NULL, 60000, &heard));
    wait_for(&heard);
    assert_int_equal(heard.end, ERRAND_DIED);
    assert_string_equal(heard.answer, "");
}

static void test_one_that_hangs_is_ended_and_keys_work_meanwhile(void **state)
{
    struct heard heard = {0};

    (void)state;
    assert_true(send(hang, NULL, 60000, &heard));
    screen_type(&screen, "ab12");
    screen_must_show(&screen, "> ab12");
    assert_int_equal(heard.times, 0);
    timers_set(&screen.app.timers, TIMER_ERRAND, 0); /* its time is up */
    wait_for(&heard);
    assert_int_equal(heard.end, ERRAND_LATE);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left behind */
}

static void test_so_many_at_once_and_no_more(void **state)
{
    struct heard heard[ERRANDS_MAX + 1] = {{0}};

    (void)state;
    for (int i = 0; i < ERRANDS_MAX; i++)
        assert_true(send(hang, NULL, 60000, &heard[i]));
    assert_false(send(say_hello, "", 60000, &heard[ERRANDS_MAX]));
    errand_end_all(&screen.app);
    assert_true(send(say_hello, "", 60000, &heard[ERRANDS_MAX]));
    wait_for(&heard[ERRANDS_MAX]);
    assert_int_equal(heard[0].times, 0);
}

static void test_nobody_hears_what_was_forgotten(void **state)
{
    struct heard gone = {0}, heard = {0};

    (void)state;
    assert_true(send(say_hello, "", 60000, &gone));
    errand_forget(&screen.app, &gone);
    assert_true(send(hang, NULL, 60000, &heard));
    while (errand_fd(&screen.app, 0) >= 0)
        app_step(&screen.app, -1);
    assert_int_equal(gone.times, 0);
}

static void test_a_child_has_nothing_of_the_console(void **state)
{
    struct heard heard = {0};

    (void)state;
    assert_true(send(look_around, NULL, 60000, &heard));
    wait_for(&heard);
    assert_string_equal(heard.answer, "0 open, no terminal");
}

#define ERRAND(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ERRAND(test_an_answer_comes),
        ERRAND(test_a_long_answer_ends),
        ERRAND(test_a_dead_child_is_told),
        ERRAND(test_one_that_hangs_is_ended_and_keys_work_meanwhile),
        ERRAND(test_so_many_at_once_and_no_more),
        ERRAND(test_nobody_hears_what_was_forgotten),
        ERRAND(test_a_child_has_nothing_of_the_console),
    };

    return cmocka_run_group_tests_name("errand", tests, NULL, NULL);
}
