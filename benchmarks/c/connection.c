#include "connection.h"

#include "options.h"
#include "source_ports.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define READ_BUFFER_BYTES (256 * 1024)

static int epoll_fd;
static struct service service;
static struct wire wire;

void prepare_connections(int epoll, const struct service *of) {
  epoll_fd = epoll;
  service = *of;
  make_wire(&wire, of);
}

static void watch(struct connection *c, uint32_t events) {
  if (c->events != events) {
    struct epoll_event event = {.events = events, .data.ptr = c};
    if (epoll_ctl(epoll_fd, c->events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, c->fd, &event) < 0) {
      fail("epoll_ctl: %s", strerror(errno));
    }
    c->events = events;
  }
}

static void close_socket(struct connection *c) {
  if (c->state != UNOPENED) {
    close(c->fd);
    free(c->unsent);
    c->unsent = NULL;
    c->unsent_bytes = 0;
    c->state = UNOPENED;
  }
}

// Closes the connection and ends its message, if any; a later message opens a new one.
static void give_up(struct connection *c, const char *reason) {
  bool was_idle = c->state == READY;
  close_socket(c);
  on_failure(c, was_idle, reason);
}

static void give_up_by_errno(struct connection *c) {
  if (errno == ECONNREFUSED || errno == EHOSTUNREACH || errno == ENETUNREACH || errno == ETIMEDOUT) {
    fail("cannot connect to port %u: %s", ntohs(service.target.sin_port), strerror(errno));
  }
  give_up(c, strerror(errno));
}

// Writes bytes to the socket; the rest is kept until it is writable.
static void send_bytes(struct connection *c, const uint8_t *bytes, size_t count) {
  ssize_t sent = c->unsent_bytes > 0 ? 0 : write(c->fd, bytes, count);
  if (sent == (ssize_t)count) {
    watch(c, EPOLLIN);
    return;
  }
  if (sent < 0 && errno != EAGAIN) {
    give_up_by_errno(c);
    return;
  }
  size_t taken = sent < 0 ? 0 : (size_t)sent;
  size_t left = count - taken;
  c->unsent = realloc(c->unsent, c->unsent_from + c->unsent_bytes + left);
  if (c->unsent == NULL) {
    fail("no memory for %zu unsent bytes", left);
  }
  memcpy(c->unsent + c->unsent_from + c->unsent_bytes, bytes + taken, left);
  c->unsent_bytes += left;
  watch(c, EPOLLIN | EPOLLOUT);
}

// Returns false if the connection was closed.
static bool flush(struct connection *c) {
  ssize_t sent = write(c->fd, c->unsent + c->unsent_from, c->unsent_bytes);
  if (sent < 0 && errno != EAGAIN) {
    give_up_by_errno(c);
    return false;
  }
  if (sent > 0) {
    c->unsent_from += (size_t)sent;
    c->unsent_bytes -= (size_t)sent;
  }
  if (c->unsent_bytes == 0) {
    c->unsent_from = 0;
    watch(c, EPOLLIN);
  }
  return true;
}

static void send_message(struct connection *c) {
  c->state = BUSY;
  send_bytes(c, encode(&wire), wire.message_bytes);
}

// On loopback a connection is usually open when connect() returns, so its first bytes are sent at once.
void open_connection(struct connection *c) {
  c->fd = connect_socket(&service.target, service.is_short);
  if (c->fd < 0) {
    fail("cannot connect to port %u: %s", ntohs(service.target.sin_port), strerror(errno));
  }
  c->events = 0;
  c->unsent_from = 0;
  reset_decoder(&c->decoder);
  if (wire.handshake_bytes > 0) {
    c->state = HANDSHAKING;
    send_bytes(c, wire.handshake, wire.handshake_bytes);
  } else if (c->has_message) {
    send_message(c);
  } else {
    c->state = READY;
    watch(c, EPOLLIN);
    on_idle(c);
  }
}

void send_on(struct connection *c) {
  c->has_message = true;
  if (c->state == READY) {
    send_message(c);
  } else {
    open_connection(c);
  }
}

static void on_answer(struct connection *c) {
  c->has_message = false;
  c->state = READY;
  on_answered(c);
  if (!service.is_short) {
    on_idle(c);
  } else if (service.kind == WEBSOCKET) {
    uint8_t frame[CLOSE_FRAME_BYTES];
    encode_close(frame);
    c->state = CLOSING;
    send_bytes(c, frame, sizeof frame);
  } else {
    close_socket(c);
    on_idle(c);
  }
}

// The server has closed: as requested, or too early.
static void on_close(struct connection *c) {
  if (c->state == CLOSING) {
    close_socket(c);
    on_idle(c);
  } else {
    give_up(c, "the server closed the connection before it had answered");
  }
}

static void on_opened(struct connection *c) {
  if (c->has_message) {
    send_message(c);
  } else {
    c->state = READY;
    on_idle(c);
  }
}

static void on_readable(struct connection *c) {
  static uint8_t in[READ_BUFFER_BYTES];
  ssize_t bytes = read(c->fd, in, sizeof in);
  if (bytes < 0) {
    if (errno != EAGAIN) {
      give_up_by_errno(c);
    }
    return;
  }
  if (bytes == 0) {
    on_close(c);
    return;
  }
  size_t used;
  enum decoded decoded = decode(&wire, &c->decoder, in, (size_t)bytes, &used);
  bool is_too_much = (decoded == OPENED || decoded == ANSWERED) && used < (size_t)bytes;
  if (is_too_much || c->state == READY || (decoded == ANSWERED && c->state != BUSY)) {
    give_up(c, "the server sent more than it was asked for");
    return;
  }
  switch (decoded) {
  case MORE:
    break;
  case OPENED:
    on_opened(c);
    break;
  case ANSWERED:
    on_answer(c);
    break;
  case CLOSED:
    on_close(c);
    break;
  case BROKEN:
    give_up(c, c->decoder.reason);
  }
}

void on_event(struct connection *c, uint32_t events) {
  if ((events & EPOLLOUT) == 0 || c->unsent_bytes == 0 || flush(c)) {
    if (events & (EPOLLIN | EPOLLERR | EPOLLHUP)) {
      on_readable(c);
    }
  }
}
