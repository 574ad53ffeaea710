#pragma once

#include <netinet/in.h>
#include <stdbool.h>

// Starts to connect a non-blocking socket. Returns it, or -1 with errno set.
//
// The side that closes first keeps the port for a minute (TIME_WAIT), which exhausts the kernel's range. With `takes_turns`,
// a socket to 127.0.0.0/8 gets a source address and port that have not been used for long.
int connect_socket(const struct sockaddr_in *target, bool takes_turns);
