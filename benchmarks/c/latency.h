#pragma once

#include <stdint.h>

// Of one message, in ns; those from 2^32 ns (4.3 s) on are kept as 2^32 - 1.
void record_latency(int64_t ns);

// Makes room, touched, so that recording does not.
void prepare_latencies(void);

// Prints the members p50Ns to p999Ns of a JSON object, each behind a comma; null where nothing was recorded.
void print_percentiles(void);
