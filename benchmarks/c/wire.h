#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wire_kind { HTTP, WEBSOCKET, RAW };

// Of a response's head; a longer one is an error.
#define MAX_HEAD_BYTES 8192

// What a client says; the bytes are made once and shared by all connections.
struct wire {
  enum wire_kind kind;
  size_t payload_bytes;
  uint8_t *handshake;
  size_t handshake_bytes; // 0 if there is none
  uint8_t *message;
  size_t message_bytes;
  size_t masked_from;   // WebSocket: the mask's place in the message
  const uint8_t *plain; // WebSocket: the payload without a mask
};

struct service {
  enum wire_kind kind;
  bool is_short;
  bool is_get;
  struct sockaddr_in target;
  const char *path;
  size_t payload_bytes;
};

enum decoded {
  MORE,     // an answer has begun, or not
  OPENED,   // the handshake is through
  ANSWERED, // the answer is complete
  CLOSED,   // a WebSocket close frame is complete
  BROKEN    // decoder.reason says why
};

// Where one connection stands between heads and bodies.
struct decoder {
  bool is_open; // whether the handshake is through, if there is one
  bool in_body;
  bool is_close; // whether the frame is a close frame
  uint64_t left_bytes;
  size_t kept_bytes; // of a head that came in pieces
  const char *reason;
  uint8_t kept[MAX_HEAD_BYTES];
};

void make_wire(struct wire *wire, const struct service *service);

// The bytes of the next message, valid until the next call.
const uint8_t *encode(const struct wire *wire);

// Longest close frame that a client sends.
#define CLOSE_FRAME_BYTES 8

// A masked close frame, status 1000.
void encode_close(uint8_t frame[CLOSE_FRAME_BYTES]);

void reset_decoder(struct decoder *decoder);

// Takes as many of the bytes as belong to what it returns. @param used how many those were
enum decoded decode(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes, size_t *used);
