#pragma once

#include <netinet/in.h>
#include <stdbool.h>

enum option_kind {
  FLAG,    // no value; sets a bool
  WHOLE,   // a whole number into a double
  NUMBER,  // a decimal number into a double
  CHOICE,  // one of `choices`; its index into an int
  ADDRESS, // an IPv4 address into a struct in_addr
  PATH     // starts with a slash; into a const char *
};

struct option {
  const char *name; // with two hyphens; NULL ends the array
  enum option_kind kind;
  void *value;
  double least, most; // of numbers, inclusive
  const char *const *choices; // ends with NULL
  bool is_given; // set by parse_options
};

// Parses options into their variables. `--help` prints the usage and exits with 0; an invalid option is reported on
// standard error and exits with 2.
void parse_options(const char *program, struct option *options, char **arguments, const char *usage);

bool is_given(const struct option *options, const char *name);

// Reports invalid options on standard error and exits with 2.
_Noreturn void refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Reports a failure on standard error and exits with 1.
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
