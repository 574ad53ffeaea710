#define _GNU_SOURCE // memmem

#include "wire.h"

#include "options.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define RAW_HEAD_BYTES 4
#define MASK_BYTES 4

// First byte of a whole frame: FIN and the opcode, RFC 6455 section 5.2.
#define BINARY_FRAME 0x82
#define CLOSE_FRAME 0x88
#define MASKED 0x80
#define NORMAL_CLOSURE 1000

static void *allocate(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) {
    fail("no memory for %zu bytes", bytes);
  }
  return memory;
}

static void put_big_endian(uint8_t *out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; i--, value >>= 8) {
    out[i] = (uint8_t)value;
  }
}

static uint64_t get_big_endian(const uint8_t *in, int bytes) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; i++) {
    value = value << 8 | in[i];
  }
  return value;
}

// xorshift64, Marsaglia 2003.
static uint32_t next_mask(void) {
  static uint64_t state = 0x9e3779b97f4a7c15;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32);
}

// RFC 6455 section 5.3; eight bytes at a time, so both buffers are padded to whole words.
static void apply_mask(uint32_t mask, const uint8_t *plain, uint8_t *out, size_t bytes) {
  uint64_t twice = (uint64_t)mask << 32 | mask;
  for (size_t i = 0; i < bytes; i += sizeof twice) {
    uint64_t word;
    memcpy(&word, plain + i, sizeof word);
    word ^= twice;
    memcpy(out + i, &word, sizeof word);
  }
}

static void make_frame(struct wire *wire, uint8_t *payload) {
  size_t length = wire->payload_bytes;
  int more = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
  uint8_t *out = wire->message;
  out[0] = BINARY_FRAME;
  out[1] = (uint8_t)(MASKED | (more == 0 ? length : more == 2 ? 126 : 127));
  put_big_endian(out + 2, length, more);
  wire->masked_from = 2 + (size_t)more;
  wire->message_bytes = wire->masked_from + MASK_BYTES + length;
  wire->plain = payload;
}

static void make_request(struct wire *wire, const struct service *service, const char *host,
                         const uint8_t *payload) {
  char length[64] = "";
  if (!service->is_get) {
    snprintf(length, sizeof length, "Content-Length: %zu\r\n", wire->payload_bytes);
  }
  int head = sprintf((char *)wire->message, "%s %s HTTP/1.1\r\nHost: %s\r\n%s%s\r\n", service->is_get ? "GET" : "POST",
                     service->path, host, length, service->is_short ? "Connection: close\r\n" : "");
  memcpy(wire->message + head, payload, wire->payload_bytes);
  wire->message_bytes = (size_t)head + wire->payload_bytes;
}

void make_wire(struct wire *wire, const struct service *service) {
  char host[64];
  char address[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &service->target.sin_addr, address, sizeof address);
  snprintf(host, sizeof host, "%s:%u", address, ntohs(service->target.sin_port));
  size_t most = service->payload_bytes + strlen(service->path) + 512;
  uint8_t *payload = memset(allocate(most), 'x', most);
  *wire = (struct wire){.kind = service->kind};
  wire->payload_bytes = service->payload_bytes;
  wire->message = allocate(most);
  if (service->kind == HTTP) {
    make_request(wire, service, host, payload);
  } else if (service->kind == RAW) {
    put_big_endian(wire->message, wire->payload_bytes, RAW_HEAD_BYTES);
    memcpy(wire->message + RAW_HEAD_BYTES, payload, wire->payload_bytes);
    wire->message_bytes = RAW_HEAD_BYTES + wire->payload_bytes;
  } else {
    make_frame(wire, payload);
    wire->handshake = allocate(most);
    // The key is the example in RFC 6455 section 1.3.
    wire->handshake_bytes =
        (size_t)sprintf((char *)wire->handshake,
                        "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        service->path, host);
  }
  if (wire->plain == NULL) {
    free(payload);
  }
}

const uint8_t *encode(const struct wire *wire) {
  if (wire->kind == WEBSOCKET) {
    uint32_t mask = next_mask();
    uint8_t *at = wire->message + wire->masked_from;
    memcpy(at, &mask, MASK_BYTES);
    apply_mask(mask, wire->plain, at + MASK_BYTES, wire->payload_bytes);
  }
  return wire->message;
}

void encode_close(uint8_t frame[CLOSE_FRAME_BYTES]) {
  uint8_t status[sizeof(uint64_t)] = {NORMAL_CLOSURE >> 8, NORMAL_CLOSURE & 0xff};
  uint8_t masked[sizeof(uint64_t)];
  uint32_t mask = next_mask();
  apply_mask(mask, status, masked, 2);
  frame[0] = CLOSE_FRAME;
  frame[1] = MASKED | 2;
  memcpy(frame + 2, &mask, MASK_BYTES);
  memcpy(frame + 2 + MASK_BYTES, masked, 2);
}

void reset_decoder(struct decoder *decoder) {
  decoder->is_open = false;
  decoder->in_body = false;
  decoder->kept_bytes = 0;
}

static long broken(struct decoder *decoder, const char *reason) {
  decoder->reason = reason;
  return -1;
}

// The three head parsers return the head's length in bytes, 0 if incomplete, -1 if malformed.

static long read_http_head(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes) {
  const char *text = (const char *)in;
  const char *end = memmem(text, bytes, "\r\n\r\n", 4);
  if (end == NULL) {
    return 0;
  }
  const char *status = wire->kind == WEBSOCKET ? " 101" : " 200";
  // Length of "HTTP/1.1".
  if (end - text < 12 || memcmp(text, "HTTP/1.", 7) != 0 || memcmp(text + 8, status, 4) != 0) {
    return broken(decoder, wire->kind == WEBSOCKET ? "the handshake's status is not 101" : "the status is not 200");
  }
  long head = end + 4 - text;
  if (wire->kind == WEBSOCKET) {
    return head;
  }
  for (const char *line = text; line < end;) {
    line = (const char *)memchr(line, '\n', (size_t)(end + 2 - line)) + 1;
    if ((*line | 0x20) == 'c' && strncasecmp(line, "content-length:", 15) == 0) {
      const char *digits = line + 15;
      while (*digits == ' ') {
        digits++;
      }
      char *after;
      decoder->left_bytes = strtoull(digits, &after, 10);
      bool is_number = isdigit((unsigned char)*digits) && (*after == '\r' || *after == ' ');
      return is_number ? head : broken(decoder, "the Content-Length is no number");
    }
  }
  return broken(decoder, "the response has no Content-Length, and other framings are not understood");
}

static long read_frame_head(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes) {
  if (bytes < 2) {
    return 0;
  }
  int more = in[1] == 126 ? 2 : in[1] == 127 ? 8 : 0;
  if (in[1] & MASKED) {
    return broken(decoder, "the frame is masked");
  }
  decoder->is_close = in[0] == CLOSE_FRAME;
  if (in[0] != BINARY_FRAME && (!decoder->is_close || more > 0)) {
    return broken(decoder, "the frame is neither a whole binary one nor a close frame");
  }
  if (bytes < 2 + (size_t)more) {
    return 0;
  }
  decoder->left_bytes = more == 0 ? in[1] : get_big_endian(in + 2, more);
  if (!decoder->is_close && decoder->left_bytes != wire->payload_bytes) {
    return broken(decoder, "the frame is not as long as the one that was sent");
  }
  return 2 + more;
}

static long read_raw_head(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes) {
  if (bytes < RAW_HEAD_BYTES) {
    return 0;
  }
  decoder->left_bytes = get_big_endian(in, RAW_HEAD_BYTES);
  if (decoder->left_bytes != wire->payload_bytes) {
    return broken(decoder, "the answer is not as long as the message that was sent");
  }
  return RAW_HEAD_BYTES;
}

static long read_head(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes) {
  if (wire->kind == RAW) {
    return read_raw_head(wire, decoder, in, bytes);
  }
  if (wire->kind == WEBSOCKET && decoder->is_open) {
    return read_frame_head(wire, decoder, in, bytes);
  }
  return read_http_head(wire, decoder, in, bytes);
}

// Reassembles a head received in pieces. Returns how many of the bytes belong to it, 0 if incomplete, -1 if malformed.
static long keep_head(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes) {
  size_t before = decoder->kept_bytes;
  size_t piece = bytes < MAX_HEAD_BYTES - before ? bytes : MAX_HEAD_BYTES - before;
  memcpy(decoder->kept + before, in, piece);
  long head = read_head(wire, decoder, decoder->kept, before + piece);
  if (head > 0) {
    decoder->kept_bytes = 0;
    return head - (long)before;
  }
  decoder->kept_bytes = before + piece;
  if (head == 0 && decoder->kept_bytes == MAX_HEAD_BYTES) {
    return broken(decoder, "the head has more than 8192 bytes");
  }
  return head;
}

enum decoded decode(const struct wire *wire, struct decoder *decoder, const uint8_t *in, size_t bytes, size_t *used) {
  *used = 0;
  if (!decoder->in_body) {
    long head = decoder->kept_bytes == 0 ? read_head(wire, decoder, in, bytes) : 0;
    if (head == 0) {
      head = keep_head(wire, decoder, in, bytes);
    }
    if (head <= 0) {
      *used = bytes;
      return head < 0 ? BROKEN : MORE;
    }
    *used = (size_t)head;
    if (wire->kind == WEBSOCKET && !decoder->is_open) {
      decoder->is_open = true;
      return OPENED;
    }
    decoder->in_body = true;
  }
  size_t arrived = bytes - *used;
  if (arrived < decoder->left_bytes) {
    decoder->left_bytes -= arrived;
    *used = bytes;
    return MORE;
  }
  *used += decoder->left_bytes;
  decoder->in_body = false;
  return wire->kind == WEBSOCKET && decoder->is_close ? CLOSED : ANSWERED;
}
