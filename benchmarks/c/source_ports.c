#define _GNU_SOURCE // SOCK_NONBLOCK

#include "source_ports.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define FIRST_ADDRESS 0x7f020001 // 127.2.0.1; dev.wirebench.loadgen.SourcePorts uses 127.1.0.0/16
#define ADDRESSES 16

// Below the kernel's ephemeral range.
#define FIRST_PORT 10240
#define END_PORT 32768

// Number of ports tried in a row if they are in use; the last attempt leaves the choice to the kernel.
#define TRIES 64

static struct sockaddr_in next_source(void) {
  static uint32_t address, port;
  if (port == 0) {
    // Start at a different place in each process.
    port = FIRST_PORT + (uint32_t)getpid() * 7919 % (END_PORT - FIRST_PORT);
  } else if (++port == END_PORT) {
    port = FIRST_PORT;
    address = (address + 1) % ADDRESSES;
  }
  return (struct sockaddr_in){.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(FIRST_ADDRESS + address),
                              .sin_port = htons((uint16_t)port)};
}

static int try_to_connect(const struct sockaddr_in *target, bool binds) {
  static const int on = 1;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) {
    return -1;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (binds) {
    struct sockaddr_in source = next_source();
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (const struct sockaddr *)&source, sizeof source) < 0) {
      goto failed;
    }
  }
  if (connect(fd, (const struct sockaddr *)target, sizeof *target) == 0 || errno == EINPROGRESS) {
    return fd;
  }
failed:;
  int reason = errno;
  close(fd);
  errno = reason;
  return -1;
}

int connect_socket(const struct sockaddr_in *target, bool takes_turns) {
  bool binds = takes_turns && ntohl(target->sin_addr.s_addr) >> 24 == 127;
  for (int left = binds ? TRIES : 1; left > 1; left--) {
    int fd = try_to_connect(target, true);
    if (fd >= 0 || (errno != EADDRINUSE && errno != EADDRNOTAVAIL)) {
      return fd;
    }
  }
  return try_to_connect(target, false);
}
