// A single-threaded epoll TCP echo server: a lower bound on the cost of a server.

#define _GNU_SOURCE // accept4

#include "options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_BUFFER_BYTES (256 * 1024)
#define MAX_EVENTS 256
#define BACKLOG 4096

// The header of sockperf's messages, in network byte order: 8 bytes sequence number, 2 flags, 4 length of the whole
// message (MsgHeader in sockperf's src/message.h). Its client drops answers that have the client's flag set.
#define SOCKPERF_HEAD_BYTES 14
#define SOCKPERF_LOW_FLAGS_AT 9
#define SOCKPERF_LENGTH_AT 10
#define SOCKPERF_CLIENT_FLAG 1

struct connection {
  int fd;
  uint8_t *unsent; // NULL if the socket accepted all
  size_t unsent_bytes, unsent_from;
  unsigned head_bytes; // of a sockperf message, received so far
  uint32_t length, left_bytes; // of that message
};

static bool is_spinning, is_sockperf;
static int epoll_fd, listening_fd;

// Tags of epoll events that belong to no connection.
static struct connection listening, parent;

static void end(int signal_number) {
  (void)signal_number;
  _exit(0);
}

static void close_connection(struct connection *c) {
  close(c->fd);
  free(c->unsent);
  free(c);
}

static void watch(struct connection *c, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(epoll_fd, operation, c->fd, &event) < 0) {
    fail("epoll_ctl: %s", strerror(errno));
  }
}

static void accept_connection(void) {
  static const int on = 1;
  int fd = accept4(listening_fd, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) {
    // The client may have gone; any other error, such as no file descriptors, would recur at once.
    if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) {
      fail("accept4: %s", strerror(errno));
    }
    return;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct connection *c = calloc(1, sizeof *c);
  if (c == NULL) {
    fail("no memory for a connection");
  }
  c->fd = fd;
  watch(c, EPOLL_CTL_ADD, EPOLLIN);
}

// Clears the client's flag in every header. Returns false if a length is invalid.
static bool answer_sockperf(struct connection *c, uint8_t *at, size_t bytes) {
  for (uint8_t *end = at + bytes; at < end;) {
    if (c->head_bytes == SOCKPERF_HEAD_BYTES) {
      uint32_t step = (size_t)(end - at) < c->left_bytes ? (uint32_t)(end - at) : c->left_bytes;
      at += step;
      c->left_bytes -= step;
    } else {
      if (c->head_bytes == SOCKPERF_LOW_FLAGS_AT) {
        *at &= (uint8_t)~SOCKPERF_CLIENT_FLAG;
      } else if (c->head_bytes >= SOCKPERF_LENGTH_AT) {
        c->length = c->length << 8 | *at;
      }
      at++;
      if (++c->head_bytes < SOCKPERF_HEAD_BYTES) {
        continue;
      }
      if (c->length < SOCKPERF_HEAD_BYTES) {
        return false;
      }
      c->left_bytes = c->length - SOCKPERF_HEAD_BYTES;
    }
    if (c->left_bytes == 0) {
      c->head_bytes = 0;
      c->length = 0;
    }
  }
  return true;
}

static void keep(struct connection *c, const uint8_t *bytes, size_t count) {
  c->unsent = malloc(count);
  if (c->unsent == NULL) {
    fail("no memory for %zu unsent bytes", count);
  }
  memcpy(c->unsent, bytes, count);
  c->unsent_bytes = count;
  c->unsent_from = 0;
  watch(c, EPOLL_CTL_MOD, EPOLLOUT);
}

static void echo(struct connection *c) {
  static uint8_t buffer[READ_BUFFER_BYTES];
  ssize_t bytes = read(c->fd, buffer, sizeof buffer);
  if (bytes < 0 && errno == EAGAIN) {
    return;
  }
  if (bytes <= 0 || (is_sockperf && !answer_sockperf(c, buffer, (size_t)bytes))) {
    close_connection(c);
    return;
  }
  ssize_t sent = write(c->fd, buffer, (size_t)bytes);
  if (sent < 0 && errno != EAGAIN) {
    close_connection(c);
  } else if (sent < bytes) {
    size_t taken = sent < 0 ? 0 : (size_t)sent;
    keep(c, buffer + taken, (size_t)bytes - taken);
  }
}

static void flush(struct connection *c) {
  ssize_t sent = write(c->fd, c->unsent + c->unsent_from, c->unsent_bytes);
  if (sent < 0) {
    if (errno != EAGAIN) {
      close_connection(c);
    }
    return;
  }
  c->unsent_from += (size_t)sent;
  c->unsent_bytes -= (size_t)sent;
  if (c->unsent_bytes == 0) {
    free(c->unsent);
    c->unsent = NULL;
    watch(c, EPOLL_CTL_MOD, EPOLLIN);
  }
}

static void on_event(struct connection *c) {
  if (c == &listening) {
    accept_connection();
  } else if (c == &parent) {
    char ignored[1024];
    if (read(STDIN_FILENO, ignored, sizeof ignored) <= 0) {
      end(0);
    }
  } else if (c->unsent != NULL) {
    flush(c);
  } else {
    echo(c);
  }
}

static void listen_on(struct sockaddr_in address) {
  static const int on = 1;
  listening_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listening_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t length = sizeof address;
  if (bind(listening_fd, (struct sockaddr *)&address, length) < 0 || listen(listening_fd, BACKLOG) < 0 ||
      getsockname(listening_fd, (struct sockaddr *)&address, &length) < 0) {
    fail("cannot listen on port %u: %s", ntohs(address.sin_port), strerror(errno));
  }
  listening.fd = listening_fd;
  watch(&listening, EPOLL_CTL_ADD, EPOLLIN);
  printf("listening %u\n", ntohs(address.sin_port));
  fflush(stdout);
}

// A pipe or terminal ends with the parent; epoll refuses files and /dev/null, and then only a signal ends this.
static void watch_parent(void) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = &parent};
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, STDIN_FILENO, &event) < 0 && errno != EPERM) {
    fail("cannot watch standard input: %s", strerror(errno));
  }
}

static const char usage[] = "usage: echo [options]\n"
                            "  --port P     port to listen on, 0 for a free one (0)\n"
                            "  --address A  IPv4 address to listen on (127.0.0.1)\n"
                            "  --spin       busy-waits\n"
                            "  --sockperf   expects messages of sockperf ping-pong --tcp\n"
                            "Prints 'listening PORT'; ends on SIGTERM, SIGINT or the end of standard input.\n"
                            "Exit codes: 0 ended as requested, 1 cannot listen, 2 bad option.\n";

int main(int count, char **arguments) {
  (void)count;
  double port = 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct option options[] = {{.name = "--port", .kind = WHOLE, .value = &port, .least = 0, .most = 65535},
                             {.name = "--address", .kind = ADDRESS, .value = &address.sin_addr},
                             {.name = "--spin", .kind = FLAG, .value = &is_spinning},
                             {.name = "--sockperf", .kind = FLAG, .value = &is_sockperf},
                             {.name = NULL}};
  parse_options("echo", options, arguments, usage);
  address.sin_port = htons((uint16_t)port);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, end);
  signal(SIGINT, end);
  epoll_fd = epoll_create1(0);
  listen_on(address);
  watch_parent();
  for (;;) {
    struct epoll_event events[MAX_EVENTS];
    int ready = epoll_wait(epoll_fd, events, MAX_EVENTS, is_spinning ? 0 : -1);
    for (int i = 0; i < ready; i++) {
      on_event(events[i].data.ptr);
    }
  }
}
