CREATE TABLE "webhooks" (
	"token" text PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"node_id" text NOT NULL,
	"secret" "bytea",
	"test_call" jsonb,
	"test_call_at" timestamp with time zone,
	CONSTRAINT "webhooks_place" UNIQUE("flow_id","environment","node_id")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"files" jsonb NOT NULL,
	"may_edit" boolean NOT NULL,
	"status" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"answer_text" text,
	"answer_note" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "approvals_place" UNIQUE("run_id","node_id","path")
);
--> statement-breakpoint
CREATE TABLE "seen_keys" (
	"flow_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"node_id" text NOT NULL,
	"key" text NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_keys_flow_id_environment_node_id_key_pk" PRIMARY KEY("flow_id","environment","node_id","key")
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"payload" jsonb
);
--> statement-breakpoint
CREATE TABLE "throttle_turns" (
	"flow_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"node_id" text NOT NULL,
	"key" text NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"turn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "throttle_turns_flow_id_environment_node_id_key_run_id_path_pk" PRIMARY KEY("flow_id","environment","node_id","key","run_id","path")
);
--> statement-breakpoint
DROP INDEX "runs_lease";--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "triggers" ADD COLUMN "paused_why" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "output" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "parent_run" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "depth" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "rerun_of" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "line" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "line_width" integer;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "deadline_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "wait_state" jsonb;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "wakes" text;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "reused_from" uuid;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_open" ON "approvals" USING btree ("id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "seen_keys_expires" ON "seen_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "signals_run" ON "signals" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "throttle_turns_at" ON "throttle_turns" USING btree ("turn_at");--> statement-breakpoint
CREATE INDEX "runs_line" ON "runs" USING btree ("line","id") WHERE line IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "runs_subject" ON "runs" USING btree ("trigger_id","subject") WHERE subject IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "runs_parent" ON "runs" USING btree ("parent_run") WHERE parent_run IS NOT NULL;--> statement-breakpoint
CREATE INDEX "runs_failed" ON "runs" USING btree ("ended_at") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "runs_rerun" ON "runs" USING btree ("rerun_of") WHERE rerun_of IS NOT NULL;--> statement-breakpoint
CREATE INDEX "runs_resting" ON "runs" USING btree ("park_until") WHERE lease_owner IS NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "steps_wakes" ON "steps" USING btree ("wakes") WHERE wakes IS NOT NULL AND status = 'waiting';--> statement-breakpoint
CREATE INDEX "runs_lease" ON "runs" USING btree ("lease_owner") WHERE lease_owner IS NOT NULL;