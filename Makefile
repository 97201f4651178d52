# SPDX-License-Identifier: MIT
# Makefile - build, try, test and install offprint. `make help` lists targets.
#
# Sources are found, not listed; everything made goes into $(B). V=1 shows the
# commands. Objects are made again when a flag changes.

B = build
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
PYTEST ?= pytest
# What every run needs is linked; what few do is loaded by base/late.h.
LINKED = gumbo zlib libbrotlidec libzstd nettle libidn2 libpsl libutf8proc \
         jansson
LATE   = libcurl libarchive libcrypto libxml-2.0 sqlite3 uchardet
PKGS   = $(LINKED) $(LATE)

VERSION := $(shell sed -n 's/.*OP_VERSION "\(.*\)"/\1/p' include/offprint/version.h)
SONAME  := liboffprint.so.$(firstword $(subst ., ,$(VERSION)))
WARN    = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wvla
HARDEN  = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong $(CET)
CET    := $(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),-fcf-protection)
RELRO   = -Wl,-z,relro,-z,now,-z,noexecstack
CPPFLAGS += -D_GNU_SOURCE -Isrc -Iinclude $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS  += $(shell pkg-config --libs $(LINKED) 2>/dev/null) -lm
CPPFLAGS += $(if $(HOMEPAGE),-DOP_HOMEPAGE='"$(HOMEPAGE)"')
CPPFLAGS := $(CPPFLAGS)
LDLIBS  := $(LDLIBS)

SRC   := $(wildcard src/*/*.c)
OBJ   := $(SRC:src/%.c=$(B)/obj/%.o)
TESTS := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*_test.c))
ALL_CFLAGS = -std=c11 -fPIC $(CPPFLAGS) $(HARDEN) $(CFLAGS) $(WARN) -MMD -MP
LINK  = $(CC) $(CFLAGS) $(RELRO) $(LDFLAGS)
SANE  = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
        -fno-sanitize-recover=all
JOBS  = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
AGAIN = $(MAKE) --no-print-directory $(JOBS)
Q     = $(if $(V),,@echo "$(1)";)

## all: the program and the static library (the default)
all: $(B)/liboffprint.a $(if $(wildcard src/main.c),$(B)/offprint)

## run: archive URL= with ARGS=, or the demo site when no URL is given
run:
	@scripts/install-deps build
	@$(AGAIN) all
	@B=$(B) scripts/demo $(URL) $(ARGS)

## test: install what is missing, build, run unit and end-to-end tests
test:
	@scripts/install-deps test
	@$(AGAIN) all $(TESTS)
	@$(AGAIN) unit; unit=$$?; $(AGAIN) e2e && exit $$unit

## unit: the unit tests alone
unit: $(TESTS)
	@scripts/unit $(TESTS)

## e2e: the end-to-end tests alone (ARGS= goes to pytest)
e2e: all
	@OFFPRINT=$(abspath $(B)/offprint) $(PYTEST) tests/e2e -m 'not heavy' $(ARGS)

## check: format, tidy, includes, banned functions, lengths and the like
check:
	@scripts/install-deps test
	@scripts/check/all

## validate: let browsers and other heavy judges look at archives
validate:
	@scripts/install-deps validate
	@B=$(B) scripts/install-judges
	@$(AGAIN) all
	@OFFPRINT=$(abspath $(B)/offprint) $(PYTEST) tests/e2e -m heavy $(ARGS)

## asan: all tests with address and undefined-behaviour sanitizers
asan:
	@$(AGAIN) B=$(B)/asan CFLAGS='$(SANE)' HARDEN= test

## analyze: let gcc follow all paths of every function (minutes)
# Of NULL it is not asked: that only an empty slice has none is beyond it. Nor
# of leaks: it takes the iconv_t that says "none" for one.
ANALYZE = -O1 -fanalyzer -Werror -Wno-analyzer-null-dereference \
          -Wno-analyzer-null-argument -Wno-analyzer-malloc-leak
analyze:
	@$(AGAIN) B=$(B)/analyze CC=gcc CFLAGS='$(ANALYZE)' HARDEN= all

## fuzz: feed one target noise under sanitizers (T=article SECONDS=60)
# NULL + 0, the end of an empty slice, is what C2y says it is: nothing wrong.
T ?= article
SECONDS ?= 60
NOISE = $(SANE) -fno-sanitize=pointer-overflow -fsanitize=fuzzer
fuzz:
	@$(AGAIN) B=$(B)/fuzz CC=clang CFLAGS='$(NOISE)-no-link' HARDEN= \
	    LDFLAGS=-fsanitize=fuzzer $(B)/fuzz/noise
	@mkdir -p $(B)/fuzz/corpus-$(T)
	FUZZ_TARGET=$(T) $(B)/fuzz/noise -max_total_time=$(SECONDS) \
	    $(addprefix -dict=,$(wildcard tests/fuzz/$(T).dict)) \
	    -rss_limit_mb=2048 -timeout=25 -artifact_prefix=$(B)/fuzz/ \
	    $(B)/fuzz/corpus-$(T) $(wildcard tests/fuzz/*/$(T))

## torture: every n-th allocation of ours fails, under sanitizers (TORTURE=/7)
TORTURE ?= all
torture:
	@$(AGAIN) B=$(B)/torture CFLAGS='$(SANE) -DOP_TEST_ALLOC' HARDEN= all
	@OFFPRINT=$(abspath $(B)/torture/offprint) TORTURE=$(TORTURE) \
	    $(PYTEST) tests/e2e/test_torture.py -s

## valgrind: the unit tests under valgrind
valgrind: $(TESTS)
	@scripts/install-deps validate
	@RUNNER='valgrind -q --error-exitcode=99 --leak-check=full' \
	    scripts/unit $(TESTS)

## accuracy: score extraction on the pages under CORPUS=, hold it to the floors
accuracy: all
	@B=$(B) scripts/accuracy $(CORPUS); all=$$?; \
	    B=$(B) scripts/accuracy-related && exit $$all

## bench: what it costs beside the least possible, and peers (CORPUS=)
bench bench-quick:
	@scripts/install-deps bench
	@$(AGAIN) all
	@B=$(B) scripts/bench $(if $(findstring quick,$@),--quick) $(ARGS) $(CORPUS)

## bench-quick: the same in a minute, with fewer rounds

## budget: hold the instructions of extraction to those recorded
## budget-record: record them, after a change that is worth it
budget budget-record: all
	@scripts/install-deps test
	@B=$(B) scripts/budget $(if $(findstring record,$@),--record)

## install: program, library, headers, man page, completions (PREFIX=, DESTDIR=)
install: all $(B)/$(SONAME) $(B)/liboffprint.pc
	@B=$(B) SONAME=$(SONAME) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) scripts/install

## uninstall: take away what install put there
uninstall:
	@SONAME=$(SONAME) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) scripts/install -u

## clean: remove all that was made
clean:
	rm -rf $(B)

# For scripts: the one list of packages, and that of warnings.
packages:
	@echo $(PKGS)

warnings:
	@echo $(WARN)

## help: this list
help:
	@sed -n 's/^## \([a-z0-9-]*\): /  \1\t/p' Makefile | expand -t 14

$(B)/offprint: $(B)/obj/main.o $(B)/liboffprint.a
	$(call Q,LINK $@)$(LINK) -pie -o $@ $^ $(LDLIBS)

$(B)/liboffprint.a: $(OBJ)
	$(call Q,AR $@)rm -f $@ && $(AR) rcs $@ $^

$(B)/$(SONAME): $(OBJ) src/liboffprint.map
	$(call Q,LINK $@)$(LINK) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs \
	    -Wl,--version-script=src/liboffprint.map -o $@ $(OBJ) $(LDLIBS)

$(B)/liboffprint.pc: $(B)/flags
	@printf '%s\n' 'prefix=$(PREFIX)' 'Name: liboffprint' \
	    'Description: Archive web articles with their related posts' \
	    'Version: $(VERSION)' 'Requires.private: $(LINKED)' \
	    'Cflags: -I$${prefix}/include' 'Libs: -L$${prefix}/lib -loffprint' >$@

$(B)/obj/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call Q,CC $<)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/liboffprint.a
	@mkdir -p $(@D)
	$(call Q,CC $<)$(CC) $(ALL_CFLAGS) $(RELRO) $(LDFLAGS) -MF $@.d -o $@ \
	    $< $(filter %.o,$^) $(B)/liboffprint.a $(LDLIBS) -lcmocka

# It makes archives that offprint would not.
$(B)/unit/verify_test: LDLIBS += -larchive

# What strangers' bytes come in by, for noise and for a test alike.
TARGETS := $(patsubst tests/fuzz/%.c,$(B)/target/%.o,$(wildcard tests/fuzz/*.c))
$(B)/unit/fuzz_test: $(filter-out %/fuzz.o,$(TARGETS))

$(B)/target/%.o: tests/fuzz/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call Q,CC $<)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/noise: $(TARGETS) $(B)/liboffprint.a
	$(call Q,LINK $@)$(LINK) -o $@ $^ $(LDLIBS)

# Rewritten only when a flag differs from the last time.
FLAGS = $(CC) $(ALL_CFLAGS) $(RELRO) $(LDFLAGS) $(LDLIBS) $(PREFIX) $(VERSION)
$(B)/flags: FORCE
	@mkdir -p $(B)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || \
	    { pkg-config --print-errors --exists $(PKGS) || \
	      { echo 'run scripts/install-deps, or make test' >&2; exit 1; }; \
	      echo '$(subst ','\'',$(FLAGS))' >$@; }

-include $(OBJ:.o=.d) $(B)/obj/main.d $(TESTS:=.d) $(TARGETS:.o=.d)
.PHONY: all run test unit e2e check validate asan analyze fuzz torture valgrind \
        accuracy bench bench-quick budget budget-record install uninstall clean \
        packages warnings help FORCE
