# Parkade. `make help` says what there is; `make demo` and `make check` are all most people need.

VERSION := 0.1.0
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   ?= build

# ---- tools and flags ----------------------------------------------------------------------------

LIB_PKGS := sqlite3 uuid libsodium libutf8proc jansson
GATE_PKGS := $(LIB_PKGS) libmicrohttpd libsystemd
PKGS     := $(LIB_PKGS) ncursesw panelw libqrencode libbsd

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla
HARDEN   := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
OPTIMISE := -O2 -g
FORTIFY  := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3

ALL_CPPFLAGS = -Iinclude -Isrc -D_GNU_SOURCE -DPARKADE_VERSION='"$(VERSION)"' \
               -DNCURSES_WIDECHAR=1 $(FORTIFY) $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARNINGS) $(HARDEN) $(OPTIMISE) $(EXTRA) $(CFLAGS)
ALL_LDFLAGS  = -pie -Wl,-z,relro,-z,now $(EXTRA) $(LDFLAGS)
libs         = $(shell pkg-config --libs $(1))

# One short line a step; V=1 shows the commands.
quietly = $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$@' &&)

# ---- what is built from what --------------------------------------------------------------------

RULES    := $(filter-out src/cli/% src/gateway/%,$(sort $(wildcard src/*/*.c)))
GATEWAY  := $(sort $(wildcard src/gateway/*.c))
CLI      := $(sort $(wildcard src/cli/*.c))
UI       := $(sort $(wildcard ui/*.c))
EMBEDDED := $(sort $(wildcard data/migrations/*.sql)) data/tariffs/hourly.tariff \
            data/tariffs/riverside.tariff data/plans/riverside.plan data/openapi.json \
            $(sort $(wildcard data/slips/*.slip))

obj       = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIBRARY  := $(BUILD)/libparkade.a
UI_LIB   := $(BUILD)/libparkade-ui.a
CLI_LIB  := $(BUILD)/libparkade-cli.a
GATE_LIB := $(BUILD)/libparkade-gateway.a
PROGRAM  := $(BUILD)/parkade
DAEMON   := $(BUILD)/parkaded
PROGRAMS := $(PROGRAM) $(DAEMON)

UNIT_TESTS  := $(sort $(wildcard tests/*/test_*.c))
TEST_BINS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(UNIT_TESTS))
TEST_HELP   := $(sort $(wildcard tests/support/*.c)) tests/bench/support.c
TEST_LIB    := $(BUILD)/libparkade-tests.a
SHELL_TESTS := $(sort $(wildcard tests/*/test_*.sh))
BENCHES     := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/bench/bench_*.c)))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PRECIOUS: $(BUILD)/obj/%.o
.PHONY: all
all: $(PROGRAMS) ## build everything into build/

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call quietly,CC) $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/builtin.c: $(EMBEDDED) data/embed.sh
	@mkdir -p $(@D)
	$(call quietly,EMBED) data/embed.sh $(EMBEDDED) >$@.new && mv $@.new $@

# ISO C promises strings of 4095 characters only; gcc and clang have no such limit.
$(BUILD)/obj/gen/builtin.o: $(BUILD)/gen/builtin.c
	@mkdir -p $(@D)
	$(call quietly,CC) $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Wno-overlength-strings -MMD -MP -c -o $@ $<

# An archive is made afresh: a deleted source must not live on in it.
define archive
@mkdir -p $(@D)
@rm -f $@
$(call quietly,AR) $(AR) qcs $@ $^
endef

$(LIBRARY): $(call obj,$(RULES)) $(BUILD)/obj/gen/builtin.o
	$(archive)
$(UI_LIB): $(call obj,$(UI))
	$(archive)
$(CLI_LIB): $(call obj,$(filter-out src/cli/main.c,$(CLI)))
	$(archive)
$(GATE_LIB): $(call obj,$(filter-out src/gateway/main.c,$(GATEWAY)))
	$(archive)
$(TEST_LIB): $(call obj,$(TEST_HELP))
	$(archive)

$(PROGRAM): $(BUILD)/obj/src/cli/main.o $(CLI_LIB) $(UI_LIB) $(LIBRARY)
	$(call quietly,LINK) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(PKGS))

$(DAEMON): $(BUILD)/obj/src/gateway/main.o $(GATE_LIB) $(LIBRARY)
	$(call quietly,LINK) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(GATE_PKGS))

# ---- tests --------------------------------------------------------------------------------------

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(TEST_LIB) $(CLI_LIB) $(UI_LIB) $(LIBRARY)
	@mkdir -p $(@D)
	$(call quietly,LINK) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libs,cmocka $(PKGS)) -lutil

$(BUILD)/tests/gateway/%: $(BUILD)/obj/tests/gateway/%.o $(TEST_LIB) $(GATE_LIB) $(LIBRARY)
	@mkdir -p $(@D)
	$(call quietly,LINK) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(call libs,cmocka $(GATE_PKGS)) -lutil

.PHONY: check test tests
check: deps ## install what is missing, build, run all tests
	@$(MAKE) --no-print-directory test

tests: $(TEST_BINS)

# TESTS=... runs some of them: make test TESTS=build/tests/base/test_money
test: all $(TEST_BINS)
	@tests/run $(BUILD) $(or $(TESTS),$(TEST_BINS) $(SHELL_TESTS))

# Long runs of what other tests do in short go without.
NOT_SANITIZED := check/test_check cli/test_output demo/test_demo gateway/test_refusals \
                 race/test_race race/test_storm store/test_migrate ui/test_setup_screens
SANITIZED     := $(filter-out $(NOT_SANITIZED:%=tests/%.c),$(UNIT_TESTS))
.PHONY: sanitize
sanitize: ## the tests under the address and undefined-behaviour sanitizers (needs clang)
	$(MAKE) BUILD=build/sanitize CC=clang FORTIFY= \
	    EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
	    TESTS='$(patsubst tests/%.c,build/sanitize/tests/%,$(SANITIZED))' test

# The seeds of fuzz_NAME are tests/fuzz/seeds/NAME, tests/NAME/kinds and the samples in data/NAMEs.
SECONDS := 20
FUZZERS := $(patsubst tests/fuzz/%.c,build/fuzz/tests/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
.PHONY: fuzz fuzzers
fuzz: ## attack the readers of files with random bytes, SECONDS=20 each (needs clang)
	$(MAKE) BUILD=build/fuzz CC=clang FORTIFY= \
	    EXTRA='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' fuzzers
	tests/fuzz/run $(SECONDS) $(FUZZERS)

fuzzers: $(FUZZERS)

build/fuzz/tests/fuzz/%: build/fuzz/obj/tests/fuzz/%.o build/fuzz/libparkade-gateway.a build/fuzz/libparkade.a
	@mkdir -p $(@D)
	$(call quietly,LINK) clang $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(call libs,$(LIB_PKGS))

.PHONY: bench
bench: all $(BENCHES) ## measure, as ratios in one run
	tests/bench/run $(BUILD) $(BENCHES)

# ---- use ----------------------------------------------------------------------------------------

.PHONY: demo
demo: deps ## install what is missing, build, open the console on a demo lot
	@$(MAKE) --no-print-directory -s all
	@$(PROGRAM) demo

.PHONY: deps
deps: ## install the Debian packages that are missing
	@data/deps.sh

MAN := $(DESTDIR)$(PREFIX)/share/man
.PHONY: install uninstall
install: all ## install below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/systemd/system \
	    $(DESTDIR)$(PREFIX)/lib/sysusers.d $(MAN)/man1 $(MAN)/man5 $(MAN)/man8 \
	    $(DESTDIR)$(PREFIX)/share/parkade/tariffs $(DESTDIR)$(PREFIX)/share/parkade/plans \
	    $(DESTDIR)$(PREFIX)/share/parkade/slips
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin/
	sed 's|/usr/local/bin|$(PREFIX)/bin|' data/systemd/parkaded.service \
	    >$(DESTDIR)$(PREFIX)/lib/systemd/system/parkaded.service
	install -m 644 data/systemd/parkade.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/parkade.conf
	install -m 644 man/*.1 $(MAN)/man1/
	install -m 644 man/*.5 $(MAN)/man5/
	install -m 644 man/*.8 $(MAN)/man8/
	install -m 644 data/tariffs/*.tariff $(DESTDIR)$(PREFIX)/share/parkade/tariffs/
	install -m 644 data/plans/*.plan $(DESTDIR)$(PREFIX)/share/parkade/plans/
	install -m 644 data/slips/*.slip $(DESTDIR)$(PREFIX)/share/parkade/slips/

uninstall: ## remove what install put there; lots stay
	rm -f $(patsubst $(BUILD)/%,$(DESTDIR)$(PREFIX)/bin/%,$(PROGRAMS)) \
	    $(DESTDIR)$(PREFIX)/lib/systemd/system/parkaded.service \
	    $(DESTDIR)$(PREFIX)/lib/sysusers.d/parkade.conf \
	    $(patsubst man/%.1,$(MAN)/man1/%.1,$(wildcard man/*.1)) \
	    $(patsubst man/%.5,$(MAN)/man5/%.5,$(wildcard man/*.5)) \
	    $(patsubst man/%.8,$(MAN)/man8/%.8,$(wildcard man/*.8))
	rm -rf $(DESTDIR)$(PREFIX)/share/parkade

.PHONY: pictures
pictures: all $(BUILD)/tests/ui/test_pictures ## draw the README's screens anew, from the program
	UPDATE_PICTURES=1 $(BUILD)/tests/ui/test_pictures

# ---- keep it clean ------------------------------------------------------------------------------

C_FILES := $(shell git ls-files --cached --others --exclude-standard '*.c' '*.h' 2>/dev/null)

.PHONY: format lint
format: ## lay out all C files
	clang-format -i $(C_FILES)

lint: $(BUILD)/gen/builtin.c ## formatting, clang-tidy, cppcheck, shellcheck, manual pages
	tests/lint $(BUILD) "$(ALL_CPPFLAGS) -std=c17"

.PHONY: clean help
clean: ## remove build/
	rm -rf build $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target text; do \
	    printf '  %-10s %s\n' "$$target" "$$text"; done

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
