/** The instrument examined: percentiles it reports against known answers. */
package dev.wirebench.lab.truth;
