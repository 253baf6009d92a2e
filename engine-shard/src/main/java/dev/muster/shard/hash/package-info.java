// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. A hash of what is held, by content: it knows names and canonical values, never codes,
 * rows or the order of columns.
 *
 * <pre>
 * mix(x)           a bijection of 64-bit words that spreads every bit
 * key(kind, name)  XXH64 of the name in UTF-8, seeded by what it names
 *
 * word of a value  BOOLEAN 0, 1; LONG; DOUBLE its IEEE 754 bits; DECIMAL its unscaled value;
 *                  DATE days since 1970; TIMESTAMP milliseconds since 1970;
 *                  GEO_POINT latitude steps in the high half, longitude steps in the low half;
 *                  STRING, VERSION XXH64 of the text; STRING_SET sum of mix(XXH64 of a member)
 * event            mix(key(TIME) ^ millis) + sum over properties of mix(key(PROPERTY) ^ value)
 * events of type   h = key(EVENTS); for each in order of (time, arrival): h = mix(h ^ event)
 * profile          mix(XXH64 of the id ^ mix(
 *                      sum over attributes of mix(key(ATTRIBUTE) ^ value)
 *                      + sum over tracked ones of mix(key(CHANGE) ^ millis)
 *                      + sum over types that it has events of of h))
 * attribute        mix(key(ATTRIBUTE) ^ XXH64 of its type, and " tracked" if it is)
 * event type       mix(key(EVENTS) ^ sum over properties of mix(key(PROPERTY) ^ XXH64 of its type))
 * schema           sum of its attributes and event types
 * profiles         sum of all
 * </pre>
 *
 * <p>Sums make the order of what has none irrelevant; everything is mixed before it is added, so
 * that differences do not cancel. 64 bits: whatever differs goes unnoticed in one comparison of
 * 2^64. Not against those who choose the data.
 */
@NullMarked
package dev.muster.shard.hash;

import org.jspecify.annotations.NullMarked;
