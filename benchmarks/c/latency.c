#include "latency.h"

#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// 16 MB; further samples are not recorded.
#define MAX_SAMPLES 4000000

static uint32_t *samples;
static size_t sample_count;
static bool is_full;

void prepare_latencies(void) {
  samples = malloc(MAX_SAMPLES * sizeof *samples);
  if (samples == NULL) {
    fail("no memory for %d latencies", MAX_SAMPLES);
  }
  memset(samples, 1, MAX_SAMPLES * sizeof *samples);
}

void record_latency(int64_t ns) {
  if (sample_count < MAX_SAMPLES) {
    samples[sample_count++] = ns < UINT32_MAX ? (uint32_t)ns : UINT32_MAX;
  } else {
    is_full = true;
  }
}

static int compare(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

// The smallest sample that at least `of_thousand` of 1,000 samples do not exceed.
static uint32_t percentile(size_t of_thousand) {
  return samples[(sample_count * of_thousand + 999) / 1000 - 1];
}

void print_percentiles(void) {
  static const struct {
    const char *name;
    size_t of_thousand;
  } wanted[] = {{"p50Ns", 500}, {"p90Ns", 900}, {"p99Ns", 990}, {"p999Ns", 999}};
  if (sample_count > 0) {
    qsort(samples, sample_count, sizeof *samples, compare);
  }
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    if (sample_count > 0) {
      printf(",\"%s\":%u", wanted[i].name, percentile(wanted[i].of_thousand));
    } else {
      printf(",\"%s\":null", wanted[i].name);
    }
  }
  if (is_full) {
    fprintf(stderr, "client: the percentiles are those of the first %d messages\n", MAX_SAMPLES);
  }
}
