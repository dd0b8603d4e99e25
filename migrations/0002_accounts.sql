CREATE TABLE "account_limits" (
	"account_id" text PRIMARY KEY NOT NULL,
	"per_day" integer,
	"seconds_between" integer,
	"at_once" integer,
	"paused_at" timestamp with time zone,
	"paused_by" uuid,
	"paused_why" text,
	"held_until" timestamp with time zone,
	"held_why" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_slots" (
	"account_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"number" bigserial NOT NULL,
	"slot_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "account_slots_run_id_node_id_path_account_id_pk" PRIMARY KEY("run_id","node_id","path","account_id")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "started_by" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "attention_seen_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "account_slots_number" ON "account_slots" USING btree ("account_id","number");--> statement-breakpoint
CREATE INDEX "post_ledger_intended" ON "post_ledger" USING brin ("intended_at");