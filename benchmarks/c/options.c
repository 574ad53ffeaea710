#include "options.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *program_name;

static void say(const char *format, va_list values) {
  fprintf(stderr, "%s: ", program_name);
  vfprintf(stderr, format, values);
  fputc('\n', stderr);
}

void refuse(const char *format, ...) {
  va_list values;
  va_start(values, format);
  say(format, values);
  va_end(values);
  exit(2);
}

void fail(const char *format, ...) {
  va_list values;
  va_start(values, format);
  say(format, values);
  va_end(values);
  exit(1);
}

static void read_number(const struct option *option, const char *text) {
  char *end;
  double number = strtod(text, &end);
  bool is_number = *text != '\0' && *end == '\0';
  // NaN fails both comparisons.
  bool is_allowed = is_number && number >= option->least && number <= option->most;
  if (!is_allowed || (option->kind == WHOLE && number != (double)(long long)number)) {
    refuse("%s was '%s', allowed is a %s from %.15g to %.15g", option->name, text,
           option->kind == WHOLE ? "whole number" : "number", option->least, option->most);
  }
  *(double *)option->value = number;
}

static void read_choice(const struct option *option, const char *text) {
  char allowed[128] = "";
  for (int i = 0; option->choices[i] != NULL; i++) {
    if (strcmp(option->choices[i], text) == 0) {
      *(int *)option->value = i;
      return;
    }
    snprintf(allowed + strlen(allowed), sizeof allowed - strlen(allowed), "%s%s", i == 0 ? "" : ", ",
             option->choices[i]);
  }
  refuse("%s was '%s', allowed is one of %s", option->name, text, allowed);
}

static void read_value(const struct option *option, const char *text) {
  switch (option->kind) {
  case WHOLE:
  case NUMBER:
    read_number(option, text);
    break;
  case CHOICE:
    read_choice(option, text);
    break;
  case ADDRESS:
    if (inet_pton(AF_INET, text, option->value) != 1) {
      refuse("%s was '%s', allowed is an IPv4 address such as 127.0.0.1", option->name, text);
    }
    break;
  case PATH:
    if (*text != '/' || strpbrk(text, " \r\n") != NULL) {
      refuse("%s was '%s', allowed is what begins with / and has no blanks", option->name, text);
    }
    *(const char **)option->value = text;
    break;
  case FLAG:
    break;
  }
}

void parse_options(const char *program, struct option *options, char **arguments, const char *usage) {
  program_name = program;
  for (char **at = arguments + 1; *at != NULL; at++) {
    if (strcmp(*at, "--help") == 0) {
      fputs(usage, stdout);
      exit(0);
    }
    struct option *option = options;
    while (option->name != NULL && strcmp(option->name, *at) != 0) {
      option++;
    }
    if (option->name == NULL) {
      refuse("unknown option '%s', see --help for those that are known", *at);
    }
    if (option->is_given) {
      refuse("%s was given twice", option->name);
    }
    option->is_given = true;
    if (option->kind == FLAG) {
      *(bool *)option->value = true;
    } else if (*++at == NULL) {
      refuse("%s needs a value, see --help", option->name);
    } else {
      read_value(option, *at);
    }
  }
}

bool is_given(const struct option *options, const char *name) {
  while (strcmp(options->name, name) != 0) {
    options++;
  }
  return options->is_given;
}
