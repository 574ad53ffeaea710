#pragma once

#include "wire.h"

enum state { UNOPENED, HANDSHAKING, READY, BUSY, CLOSING };

// A slot for one socket at a time and its message in flight.
struct connection {
  int fd;
  enum state state;
  uint32_t events; // registered with epoll; 0 if none
  bool has_message;
  bool is_counted;  // set by the loop: whether its message was scheduled after the warm-up
  int64_t since_ns; // set by the loop: start of its message's time
  uint8_t *unsent;  // bytes that the socket has not accepted
  size_t unsent_bytes, unsent_from;
  struct decoder decoder;
};

// epoll events of the sockets refer to their connection.
void prepare_connections(int epoll_fd, const struct service *service);

// Opens a connection without a message.
void open_connection(struct connection *connection);

// Sends a message, on a new socket if there is none.
void send_on(struct connection *connection);

// Handles the socket's readiness.
void on_event(struct connection *connection, uint32_t events);

// Callback of the loop for a complete answer; on_idle follows.
void on_answered(struct connection *connection);

// Callback of the loop for a connection that is ready for a message.
void on_idle(struct connection *connection);

// Callback of the loop for a socket that had to be closed, perhaps with its message. @param was_idle since on_idle
void on_failure(struct connection *connection, bool was_idle, const char *reason);
