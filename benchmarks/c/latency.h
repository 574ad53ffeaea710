#pragma once

#include <stdint.h>

// Latency of one message in ns; values of 2^32 ns (4.3 s) and more are stored as 2^32 - 1.
void record_latency(int64_t ns);

// Allocates and touches the memory, so that recording does not.
void prepare_latencies(void);

// Prints the members p50Ns to p999Ns of a JSON object, each preceded by a comma; null if nothing was recorded.
void print_percentiles(void);
