CREATE TABLE "event_keys" (
	"trigger_id" uuid NOT NULL,
	"key" text NOT NULL,
	"run_id" uuid NOT NULL,
	CONSTRAINT "event_keys_trigger_id_key_pk" PRIMARY KEY("trigger_id","key")
);
--> statement-breakpoint
INSERT INTO "event_keys" ("trigger_id", "key", "run_id")
SELECT "trigger_id", "event_key", "id" FROM "runs" WHERE "trigger_id" IS NOT NULL AND "event_key" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "runs" DROP CONSTRAINT "runs_event";--> statement-breakpoint
CREATE TABLE "run_messages" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"node_id" text,
	"path" text DEFAULT '' NOT NULL,
	"payload" jsonb
);
--> statement-breakpoint
INSERT INTO "run_messages" ("run_id", "kind", "node_id", "path", "payload")
SELECT "run_id", CASE WHEN coalesce("payload", 'null') = 'null' THEN 'look' ELSE 'answer' END, "node_id", "path", nullif("payload", 'null')
FROM "signals" ORDER BY "id";
--> statement-breakpoint
INSERT INTO "run_messages" ("run_id", "kind") SELECT "id", 'stop' FROM "runs" WHERE "cancel_requested" AND "ended_at" IS NULL ORDER BY "id";
--> statement-breakpoint
DROP TABLE "signals" CASCADE;--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "cancel_requested";--> statement-breakpoint
ALTER TABLE "run_messages" ADD CONSTRAINT "run_messages_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_messages_run" ON "run_messages" USING btree ("run_id");--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "lease_token" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "root_run" uuid;--> statement-breakpoint
WITH RECURSIVE "called" AS (
  SELECT "id", "parent_run" AS "root" FROM "runs" r WHERE "parent_run" IS NOT NULL
    AND NOT EXISTS (SELECT FROM "runs" p WHERE p."id" = r."parent_run" AND p."parent_run" IS NOT NULL)
  UNION ALL SELECT r."id", "called"."root" FROM "runs" r JOIN "called" ON r."parent_run" = "called"."id")
UPDATE "runs" SET "root_run" = "called"."root" FROM "called" WHERE "runs"."id" = "called"."id";
--> statement-breakpoint
CREATE INDEX "runs_root" ON "runs" USING btree ("root_run") WHERE root_run IS NOT NULL;--> statement-breakpoint
DROP INDEX "runs_line";--> statement-breakpoint
ALTER TABLE "runs" RENAME COLUMN "line" TO "queue";--> statement-breakpoint
ALTER TABLE "runs" RENAME COLUMN "line_width" TO "queue_width";--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "queue_place" bigint;--> statement-breakpoint
CREATE SEQUENCE "run_queue_places";--> statement-breakpoint
UPDATE "runs" SET "queue_place" = "placed"."place"
FROM (SELECT "id", nextval('run_queue_places') AS "place" FROM (
  SELECT "id" FROM "runs" WHERE "queue" IS NOT NULL AND "ended_at" IS NULL ORDER BY "id") AS "waiting") AS "placed"
WHERE "runs"."id" = "placed"."id";
--> statement-breakpoint
CREATE INDEX "runs_queue" ON "runs" USING btree ("queue","queue_place") WHERE queue IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "steps" s SET "seq" = "numbered"."seq"
FROM (
  SELECT s."run_id", s."node_id", s."path", s."attempt",
    row_number() OVER (PARTITION BY s."run_id" ORDER BY coalesce(s."ended_at", s."started_at"), s."input" IS NOT NULL, s."attempt") AS "seq"
  FROM "steps" s JOIN "runs" r ON r."id" = s."run_id" AND r."ended_at" IS NULL) AS "numbered"
WHERE s."run_id" = "numbered"."run_id" AND s."node_id" = "numbered"."node_id" AND s."path" = "numbered"."path" AND s."attempt" = "numbered"."attempt";
--> statement-breakpoint
CREATE INDEX "steps_seq" ON "steps" USING btree ("run_id","seq");--> statement-breakpoint
DROP INDEX "post_ledger_external";--> statement-breakpoint
UPDATE "post_ledger" p SET "external_id" = NULL
WHERE p."external_id" IS NOT NULL AND EXISTS (
  SELECT FROM "post_ledger" o WHERE o."account_id" = p."account_id" AND o."external_id" = p."external_id"
    AND (o."intended_at", o."run_id", o."node_id", o."path", o."attempt") < (p."intended_at", p."run_id", p."node_id", p."path", p."attempt"));
--> statement-breakpoint
CREATE UNIQUE INDEX "post_ledger_external" ON "post_ledger" USING btree ("account_id","external_id") WHERE external_id IS NOT NULL;
