/** A run on disk: {@code record.json}, blocks with their counts and histograms, and the folder that holds them. */
package dev.wirebench.model.record;
