/** A target with known response times: answers when a script says so, and logs when it did. */
package dev.wirebench.targets.scripted;
