/*
 * openapi.json against the routes: each is described, nothing else is, every status that a test
 * meets is listed, and every example is sent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/served.h"
#include "gateway/call.h"

static struct served served;
static json_t *api;

static int open_gate(void **state)
{
    struct reply reply;

    (void)state;
    served_open(&served, 5);
    reply = served_curl(&served, "/openapi.json", NULL);
    reply_must_have(&reply, 200, NULL);
    api = json_incref(reply.json);
    reply_free(&reply);
    return 0;
}

static int close_gate(void **state)
{
    (void)state;
    json_decref(api);
    served_close(&served);
    return 0;
}

static json_t *operation(const char *path, const char *method)
{
    char lower[16] = "";

    for (size_t i = 0; method[i] && i < sizeof lower - 1; i++)
        lower[i] = (char)tolower((unsigned char)method[i]);
    return json_object_get(json_object_get(json_object_get(api, "paths"), path), lower);
}

static void test_every_route_is_described_and_no_other(void **state)
{
    size_t described = 0, known = 0;
    const char *path, *method;
    json_t *item, *value;

    (void)state;
    for (const struct route *route = routes; route->method; route++, known++) {
        json_t *what = operation(route->path, route->method);
        if (!what)
            fail_msg("%s %s is not described", route->method, route->path);
        assert_int_equal(json_object_get(what, "security") != NULL, route->scope != 0);
        assert_true(json_string_length(json_object_get(what, "summary")) > 0);
    }
    json_object_foreach(json_object_get(api, "paths"), path, item)
        json_object_foreach(item, method, value) described += strcmp(method, "parameters") != 0;
    assert_int_equal(described, known);
}

/* References lead somewhere. */
static void check_references(const json_t *value)
{
    const char *key;
    json_t *member;
    size_t i;

    if (json_is_array(value)) {
        json_array_foreach(value, i, member) check_references(member);
    }
    json_object_foreach((json_t *)(uintptr_t)value, key, member)
    {
        static const char PREFIX[] = "#/components/schemas/";
        if (strcmp(key, "$ref") == 0) {
            const char *name = json_string_value(member);
            assert_int_equal(strncmp(name, PREFIX, sizeof PREFIX - 1), 0);
            json_t *schemas = json_object_get(json_object_get(api, "components"), "schemas");
            if (!json_object_get(schemas, name + sizeof PREFIX - 1))
                fail_msg("%s leads nowhere", name);
        }
        check_references(member);
    }
}

static void test_references_lead_somewhere(void **state)
{
    (void)state;
    assert_string_equal(json_string_value(json_object_get(api, "openapi")), "3.1.0");
    check_references(api);
}

static void must_list(const json_t *what, int status)
{
    char text[8];

    snprintf(text, sizeof text, "%d", status);
    if (!json_object_get(json_object_get(what, "responses"), text))
        fail_msg("the status %s is not described in %s", text, json_dumps(what, 0));
}

/* The keys that a schema requires are in the answer. */
static void must_fit(const json_t *answer, const char *schema)
{
    json_t *schemas = json_object_get(json_object_get(api, "components"), "schemas");
    json_t *required = json_object_get(json_object_get(schemas, schema), "required"), *key;
    size_t i;

    assert_true(json_array_size(required) > 0);
    json_array_foreach(required, i, key) if (!json_object_get(answer, json_string_value(key)))
        fail_msg("an answer of %s lacks %s", schema, json_string_value(key));
}

/* Sends the example VALUE of the operation WHAT, with the ticket TICKET_ID in it. */
static void send_example(const char *path, const json_t *what, const json_t *value,
                         const char *ticket_id, const char *schema)
{
    json_t *body = json_deep_copy(value);

    if (json_object_get(body, "ticket_id"))
        json_object_set_new(body, "ticket_id", json_string(ticket_id));
    char *text = json_dumps(body, 0);
    struct reply reply = served_post(&served, path, text);
    reply_must_have(&reply, 201, NULL);
    must_list(what, reply.status);
    must_fit(reply.json, schema);
    reply_free(&reply);
    free(text);
    json_decref(body);
}

static json_t *examples_of(const json_t *what)
{
    json_t *content = json_object_get(json_object_get(what, "requestBody"), "content");

    return json_object_get(json_object_get(content, "application/json"), "examples");
}

static void test_every_example_is_accepted(void **state)
{
    const char *name;
    json_t *example, *park = operation("/parking", "POST"), *pay = operation("/payment", "POST");
    int count = 0;

    (void)state;
    json_object_foreach(examples_of(park), name, example)
    {
        send_example("/parking", park, json_object_get(example, "value"), "", "Ticket");
        count++;
    }
    json_object_foreach(examples_of(pay), name, example)
    {
        char plate[16];
        snprintf(plate, sizeof plate, "PAY %d", count);
        /* two started hours: the 4.00 of the example with the card */
        struct pk_ticket ticket = served_park_before(&served, plate, 2);
        send_example("/payment", pay, json_object_get(example, "value"), ticket.ticket_id,
                     "Tender");
        count++;
    }
    assert_int_equal(count, 4);
}

static void test_refusals_are_described_too(void **state)
{
    json_t *park = operation("/parking", "POST");
    struct reply reply = served_post(&served, "/parking", "{}");

    (void)state;
    must_list(park, reply.status);
    must_fit(reply.json, "Problem");
    reply_free(&reply);
    reply = served_curl(&served, "/parking", "-d", "{}", NULL);
    must_list(park, reply.status);
    reply_free(&reply);
    reply = served_get(&served, "/parking/01a21e2d-25c8-7001-818b-2b37683b0bf6");
    must_list(operation("/parking/{ticketId}", "GET"), reply.status);
    reply_free(&reply);
}

#define API(name) cmocka_unit_test_setup_teardown(name, open_gate, close_gate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        API(test_every_route_is_described_and_no_other),
        API(test_references_lead_somewhere),
        API(test_every_example_is_accepted),
        API(test_refusals_are_described_too),
    };

    return cmocka_run_group_tests_name("gateway openapi", tests, NULL, NULL);
}
