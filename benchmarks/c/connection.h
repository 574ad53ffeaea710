#pragma once

#include "wire.h"

enum state { UNOPENED, HANDSHAKING, READY, BUSY, CLOSING };

// A place for one socket at a time and the message it carries.
struct connection {
  int fd;
  enum state state;
  uint32_t events; // that epoll watches for; 0 if it does not know the socket
  bool has_message;
  bool is_counted;  // the loop's: whether the schedule planned its message after the warm-up
  int64_t since_ns; // the loop's: from when on its message is timed
  uint8_t *unsent;  // what the socket did not take
  size_t unsent_bytes, unsent_from;
  struct decoder decoder;
};

// The sockets' epoll events carry their connection.
void prepare_connections(int epoll_fd, const struct service *service);

// Opens it without a message.
void open_connection(struct connection *connection);

// Sends a message, on a new socket if there is none.
void send_on(struct connection *connection);

// Does what its socket is ready for.
void on_event(struct connection *connection, uint32_t events);

// What the loop does when an answer is complete; on_idle follows.
void on_answered(struct connection *connection);

// What the loop does with a connection that has no message and may be given one, or its first.
void on_idle(struct connection *connection);

// What the loop does when a socket had to be closed, perhaps with its message. @param was_idle since on_idle
void on_failure(struct connection *connection, bool was_idle, const char *reason);
