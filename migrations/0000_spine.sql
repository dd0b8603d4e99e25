CREATE TABLE "alias_bindings" (
	"alias_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"connection_id" uuid NOT NULL,
	CONSTRAINT "alias_bindings_alias_id_environment_pk" PRIMARY KEY("alias_id","environment")
);
--> statement-breakpoint
CREATE TABLE "aliases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "aliases_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"app_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"account_id" text NOT NULL,
	"account_username" text NOT NULL,
	"account_name" text NOT NULL,
	"avatar_url" text,
	"scopes" text[] NOT NULL,
	"credential" "bytea" NOT NULL,
	"token_version" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone,
	"status" text NOT NULL,
	"trouble" text,
	"checked_at" timestamp with time zone,
	"refusals" integer DEFAULT 0 NOT NULL,
	"refresh_lease" uuid,
	"refresh_lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"app_id" uuid NOT NULL,
	"connection_id" uuid,
	"user_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"state" text,
	"verifier" "bytea",
	"status" text DEFAULT 'waiting' NOT NULL,
	"message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consent_attempts_state_unique" UNIQUE("state")
);
--> statement-breakpoint
CREATE TABLE "x_apps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"target" text NOT NULL,
	"client_id" text,
	"client_secret" "bytea",
	"consumer_key" text,
	"consumer_secret" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "environments" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"live" boolean NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"flow_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"version_id" uuid NOT NULL,
	"enabled" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deployments_flow_id_environment_pk" PRIMARY KEY("flow_id","environment")
);
--> statement-breakpoint
CREATE TABLE "epochs" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"node_id" text NOT NULL,
	"version_id" uuid NOT NULL,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"table_id" uuid,
	"enabled" boolean NOT NULL,
	"cursor" text,
	"last_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"trouble" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"lease_owner" uuid,
	"lease_until" timestamp with time zone,
	CONSTRAINT "triggers_identity" UNIQUE("flow_id","environment","node_id")
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"number" integer,
	"graph" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "versions_number" UNIQUE("flow_id","number")
);
--> statement-breakpoint
CREATE TABLE "post_ledger" (
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"attempt" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"what" text NOT NULL,
	"summary" text NOT NULL,
	"status" text NOT NULL,
	"external_id" text,
	"intended_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "post_ledger_run_id_node_id_path_attempt_pk" PRIMARY KEY("run_id","node_id","path","attempt")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"trigger_id" uuid,
	"event_key" text,
	"cause" text NOT NULL,
	"test" boolean NOT NULL,
	"status" text NOT NULL,
	"lease_owner" uuid,
	"lease_token" integer NOT NULL,
	"park_reason" text,
	"park_until" timestamp with time zone,
	"park_connection" uuid,
	"failure" jsonb,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "runs_event" UNIQUE("trigger_id","event_key")
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"attempt" integer NOT NULL,
	"status" text NOT NULL,
	"input" jsonb,
	"output" jsonb,
	"port" text,
	"failure" jsonb,
	"intent" jsonb,
	"intended_at" timestamp with time zone,
	"park_reason" text,
	"park_until" timestamp with time zone,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "steps_run_id_node_id_path_attempt_pk" PRIMARY KEY("run_id","node_id","path","attempt")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	"queue_ids" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"sid" text PRIMARY KEY NOT NULL,
	"sess" json NOT NULL,
	"expire" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachment_chunks" (
	"attachment_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "attachment_chunks_attachment_id_index_pk" PRIMARY KEY("attachment_id","index")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid,
	"field_key" text,
	"position" integer DEFAULT 0 NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"width" integer,
	"height" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"table_id" uuid NOT NULL,
	"values" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tables" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"fields" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "alias_bindings" ADD CONSTRAINT "alias_bindings_alias_id_aliases_id_fk" FOREIGN KEY ("alias_id") REFERENCES "public"."aliases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_bindings" ADD CONSTRAINT "alias_bindings_environment_environments_key_fk" FOREIGN KEY ("environment") REFERENCES "public"."environments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_bindings" ADD CONSTRAINT "alias_bindings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_app_id_x_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."x_apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_attempts" ADD CONSTRAINT "consent_attempts_app_id_x_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."x_apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_environment_environments_key_fk" FOREIGN KEY ("environment") REFERENCES "public"."environments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment_chunks" ADD CONSTRAINT "attachment_chunks_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alias_bindings_connection" ON "alias_bindings" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "triggers_table" ON "triggers" USING btree ("table_id");--> statement-breakpoint
CREATE INDEX "triggers_next" ON "triggers" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "post_ledger_external" ON "post_ledger" USING btree ("account_id","external_id");--> statement-breakpoint
CREATE INDEX "runs_flow" ON "runs" USING btree ("flow_id","id");--> statement-breakpoint
CREATE INDEX "runs_lease" ON "runs" USING btree ("lease_owner");--> statement-breakpoint
CREATE INDEX "sessions_expire" ON "sessions" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "attachments_record" ON "attachments" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "records_table" ON "records" USING btree ("table_id","id");--> statement-breakpoint
INSERT INTO "environments" ("key", "name", "live", "position") VALUES
	('development', 'Development', false, 1),
	('production', 'Production', true, 2);
--> statement-breakpoint
INSERT INTO "epochs" ("name", "value") VALUES ('triggers', 1);
--> statement-breakpoint
-- Media are compressed already: trying again costs time and saves nothing.
ALTER TABLE "attachment_chunks" ALTER COLUMN "content" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Parked and orphaned runs are looked for by what keeps them; finished ones are the many and stay out of the index.
CREATE INDEX "runs_open" ON "runs" ("status", "park_until") WHERE "status" IN ('queued', 'running', 'waiting');
