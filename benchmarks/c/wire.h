#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wire_kind { HTTP, WEBSOCKET, RAW };

// Maximum length of a response's head; a longer one is an error.
#define MAX_HEAD_BYTES 8192

// Bytes that a client sends; created once and shared by all connections.
struct wire {
  enum wire_kind kind;
  size_t payload_bytes;
  uint8_t *handshake;
  size_t handshake_bytes; // 0 if there is none
  uint8_t *message;
  size_t message_bytes;
  size_t masked_from;   // WebSocket: position of the mask in the message
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
  MORE,     // more bytes are needed
  OPENED,   // the handshake is complete
  ANSWERED, // the answer is complete
  CLOSED,   // a WebSocket close frame is complete
  BROKEN    // decoder.reason says why
};

// Parser state of one connection.
struct decoder {
  bool is_open; // whether the handshake is complete, if there is one
  bool in_body;
  bool is_close; // whether the frame is a close frame
  uint64_t left_bytes;
  size_t kept_bytes; // of a head received in pieces
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

// Consumes the bytes that belong to the result. @param used number of bytes consumed
enum decoded decode(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes, size_t *used);
