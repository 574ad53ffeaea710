/** Text that users write or read: strict JSON, redaction, safe lines, errors that name what is allowed. */
package dev.wirebench.model.text;
