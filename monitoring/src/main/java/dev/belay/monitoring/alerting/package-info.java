/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * {@link dev.belay.monitoring.alerting.Alerting} evaluates alert rules on a schedule and tells
 * people: grouped, at most so often, not again and again, until it is right again.
 *
 * <pre>{@code
 * Alerting alerting =
 *     Alerting.builder(monitor, rules)
 *         .every(ofMinutes(1))
 *         .groupedBy("team")
 *         .atMostPerHour(10)
 *         .sink("log", AlertSink.log())
 *         .sink("pager", Webhook.to(URI.create("https://alerts.example/hook")).build())
 *         .sink("mail", Email.via("smtp.example", 587).from(us).to(onCall).build())
 *         .sink("desk", notification -> desk.show(notification.text()))
 *         .file(folder.resolve("alerting.jsonl"))
 *         .start();
 * }</pre>
 *
 * <p>A {@link dev.belay.monitoring.alerting.Notification} goes to every {@link
 * dev.belay.monitoring.alerting.AlertSink}. Each sink has a thread and a bounded outbox of its own,
 * which keeps a notification until the sink has taken it, across a restart if there is a file;
 * {@link dev.belay.monitoring.alerting.SinkCounts} says what was lost and why.
 *
 * <p>{@link dev.belay.monitoring.alerting.PredictionNotices} is for something else: single
 * predictions that somebody wants to hear of.
 */
@NullMarked
package dev.belay.monitoring.alerting;

import org.jspecify.annotations.NullMarked;
