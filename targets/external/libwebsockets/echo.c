// Echoes WebSocket messages, POST bodies and raw bytes, with libwebsockets. Usage: echo <http port> <raw port>

#include <libwebsockets.h>

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MAX_MESSAGE_BYTES (16 * 1024 * 1024)
#define MAX_QUEUED_BYTES (4 * 1024 * 1024) // reading pauses from here until all is written
#define MAX_HEAD_BYTES 512
#define READ_BUFFER_BYTES (64 * 1024)
#define IDLE_SECONDS 3600

struct message {
  struct message *next;
  size_t length, capacity;
  bool is_text;
  unsigned char before[LWS_PRE]; // room for the library to write a frame header
  unsigned char bytes[];
};

struct session {
  struct message *incoming, *first, *last;
  size_t queued_bytes;
};

static volatile bool is_ending;

static void end(int signal_number) {
  (void)signal_number;
  is_ending = true;
}

// Returns false if the message is too large or memory is exhausted.
static bool append(struct session *s, const void *bytes, size_t length) {
  size_t used = s->incoming ? s->incoming->length : 0, needed = used + length;
  if (needed > MAX_MESSAGE_BYTES) {
    return false;
  }
  if (!s->incoming || needed > s->incoming->capacity) {
    size_t capacity = needed > 2 * used ? needed : 2 * used;
    struct message *grown = realloc(s->incoming, sizeof *grown + capacity);
    if (!grown) {
      return false;
    }
    grown->capacity = capacity;
    s->incoming = grown;
  }
  if (length > 0) {
    memcpy(s->incoming->bytes + used, bytes, length);
  }
  s->incoming->length = needed;
  return true;
}

// Queues the complete message until the socket is writable.
static void enqueue(struct lws *wsi, struct session *s, bool is_text) {
  struct message *m = s->incoming;
  s->incoming = NULL;
  m->next = NULL;
  m->is_text = is_text;
  if (s->first) {
    s->last->next = m;
  } else {
    s->first = m;
  }
  s->last = m;
  s->queued_bytes += m->length;
  if (s->queued_bytes >= MAX_QUEUED_BYTES) {
    lws_rx_flow_control(wsi, 0);
  }
  lws_callback_on_writable(wsi);
}

static int write_first(struct lws *wsi, struct session *s, bool is_raw) {
  struct message *m = s->first;
  if (!m) {
    return 0;
  }
  enum lws_write_protocol kind = is_raw ? LWS_WRITE_RAW : m->is_text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY;
  if (lws_write(wsi, m->bytes, m->length, kind) < 0) {
    return -1;
  }
  s->first = m->next;
  s->queued_bytes -= m->length;
  free(m);
  if (s->first) {
    lws_callback_on_writable(wsi);
  } else {
    lws_rx_flow_control(wsi, 1);
  }
  return 0;
}

static int close_too_large(struct lws *wsi) {
  lws_close_reason(wsi, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE, NULL, 0);
  return -1;
}

static void forget(struct session *s) {
  while (s->first) {
    struct message *m = s->first;
    s->first = m->next;
    free(m);
  }
  free(s->incoming);
  memset(s, 0, sizeof *s);
}

static int refuse(struct lws *wsi, unsigned int status) {
  return lws_return_http_status(wsi, status, NULL) || lws_http_transaction_completed(wsi) ? -1 : 0;
}

// Accepts a POST with Content-Length; without it, the library would take the body for the next request.
static int begin_http(struct lws *wsi, struct session *s, const char *path) {
  bool is_post = lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI) > 0;
  int length_digits = lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH);
  forget(s);
  if (strcmp(path, "/echo") != 0) {
    return refuse(wsi, HTTP_STATUS_NOT_FOUND);
  }
  if (!is_post) {
    return refuse(wsi, HTTP_STATUS_METHOD_NOT_ALLOWED);
  }
  if (length_digits <= 0) {
    return refuse(wsi, HTTP_STATUS_LENGTH_REQUIRED);
  }
  return 0;
}

// Writes head and body at once.
static int answer_http(struct lws *wsi, struct session *s) {
  size_t length = s->incoming ? s->incoming->length : 0;
  unsigned char *answer = malloc(LWS_PRE + MAX_HEAD_BYTES + length);
  if (!answer) {
    return -1;
  }
  unsigned char *start = answer + LWS_PRE, *at = start, *head_end = start + MAX_HEAD_BYTES;
  bool is_failed = lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "application/octet-stream", length, &at, head_end)
      || lws_finalize_http_header(wsi, &at, head_end);
  if (!is_failed) {
    if (length > 0) {
      memcpy(at, s->incoming->bytes, length);
    }
    size_t all = at - start + length;
    is_failed = lws_write(wsi, start, all, LWS_WRITE_HTTP_HEADERS) != (int)all;
  }
  free(answer);
  forget(s);
  return is_failed || lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length) {
  struct session *s = user;
  switch (reason) {
  case LWS_CALLBACK_RECEIVE:
    if (!append(s, in, length)) {
      return close_too_large(wsi);
    }
    if (lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0) {
      enqueue(wsi, s, !lws_frame_is_binary(wsi));
    }
    return 0;
  case LWS_CALLBACK_SERVER_WRITEABLE:
    return write_first(wsi, s, false);
  case LWS_CALLBACK_RAW_RX:
    if (!append(s, in, length)) {
      return -1;
    }
    enqueue(wsi, s, false);
    return 0;
  case LWS_CALLBACK_RAW_WRITEABLE:
    return write_first(wsi, s, true);
  case LWS_CALLBACK_HTTP:
    return begin_http(wsi, s, in);
  case LWS_CALLBACK_HTTP_BODY:
    return append(s, in, length) ? 0 : -1;
  case LWS_CALLBACK_HTTP_BODY_COMPLETION:
    return answer_http(wsi, s);
  case LWS_CALLBACK_CLOSED:
  case LWS_CALLBACK_CLOSED_HTTP:
  case LWS_CALLBACK_RAW_CLOSE:
    if (s) {
      forget(s);
    }
    return 0;
  default:
    return lws_callback_http_dummy(wsi, reason, user, in, length);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    lwsl_err("usage: echo <http port> <raw port>\n");
    return 2;
  }
  // The first one handles HTTP, and WebSockets without a subprotocol.
  static const struct lws_protocols protocols[] = {
      {"echo", on_event, sizeof(struct session), READ_BUFFER_BYTES, 0, NULL, 0},
      {NULL, NULL, 0, 0, 0, NULL, 0},
  };
  static const lws_retry_bo_t idle = {
      .secs_since_valid_ping = IDLE_SECONDS,
      .secs_since_valid_hangup = IDLE_SECONDS + 10,
  };
  lws_set_log_level(LLL_ERR, NULL);
  struct lws_context_creation_info info = {
      .options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_VALIDATE_UTF8
          | LWS_SERVER_OPTION_DISABLE_IPV6, // with IPv6 it would listen on every address
      .pt_serv_buf_size = READ_BUFFER_BYTES,
      .max_http_header_pool = 10000,
      .retry_and_idle_policy = &idle,
  };
  struct lws_context *context = lws_create_context(&info);
  if (!context) {
    return 1;
  }
  info.iface = "127.0.0.1";
  info.protocols = protocols;
  info.keepalive_timeout = IDLE_SECONDS;
  info.timeout_secs = IDLE_SECONDS;
  info.timeout_secs_ah_idle = IDLE_SECONDS;
  info.vhost_name = "http";
  info.port = atoi(argv[1]);
  struct lws_vhost *http = lws_create_vhost(context, &info);
  info.vhost_name = "raw";
  info.port = atoi(argv[2]);
  info.options |= LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG;
  info.listen_accept_role = "raw-skt";
  info.listen_accept_protocol = "echo";
  struct lws_vhost *raw = lws_create_vhost(context, &info);
  signal(SIGINT, end);
  signal(SIGTERM, end);
  bool is_started = http && raw;
  while (is_started && !is_ending && lws_service(context, 0) >= 0) {
  }
  lws_context_destroy(context);
  return is_started ? 0 : 1;
}
