# SPDX-License-Identifier: MIT
CC ?= cc
CFLAGS ?= -O2 -g
PKGS = libcurl gumbo libarchive zlib libbrotlidec libzstd libcrypto libidn2 libpsl uchardet libutf8proc jansson
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wvla
B = build
CPPFLAGS += -D_GNU_SOURCE -Isrc -Iinclude -I$(B) $(shell pkg-config --cflags $(PKGS))
LDLIBS += $(shell pkg-config --libs $(PKGS))
LIB_OBJ = $(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/*/*.c))
TESTS = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*_test.c))

all: $(B)/liboffprint.a $(if $(wildcard src/main.c),$(B)/offprint)
$(B)/offprint: $(B)/obj/main.o $(B)/liboffprint.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/liboffprint.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP -c -o $@ $<
$(B)/unit/%: tests/unit/%.c $(B)/liboffprint.a
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP -MF $@.d -o $@ $< $(B)/liboffprint.a $(LDLIBS) -lcmocka
unit: $(TESTS)
	@for t in $(TESTS); do $$t || exit 1; done
-include $(LIB_OBJ:.o=.d) $(TESTS:=.d)
.PHONY: all unit
