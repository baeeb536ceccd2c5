import type { Outline } from "#lib/generation/outline/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ChangedPanel } from "#components/changes/changed-panel.tsx";
import type { BuildState } from "./build-state.ts";
import { CodeStream } from "./code-stream.tsx";
import { FailedPanel } from "./failed-panel.tsx";
import { LivePanel } from "./live-panel.tsx";
import { Described } from "./outline/described.tsx";
import { OutlinePanel } from "./outline/outline-panel.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { RepairList } from "./repair-list.tsx";
import { StageList } from "./stage-list.tsx";
import { TestList } from "./test-list.tsx";
import { UnderstoodPanel } from "./understood-panel.tsx";
import { UsageLine } from "./usage-line.tsx";

export interface BuildProgressProps {
  state: BuildState;
  /** Why the last cancellation or answer changed nothing. */
  unsent: string | null;
  onCancel: () => void;
  onAnswer: (text: string) => void;
  onTry: (prompt: string) => void;
  /** Builds this outline of the description. */
  onBuild: (outline: Outline) => void;
  onReset: (prompt: string) => void;
  /** Of an existing API: what is changed next, and what a change that failed is called. */
  isChange?: boolean;
}

/** A build as it goes on, and how it ended. */
export function BuildPanels({ state, unsent, onCancel, onAnswer, onTry, onBuild, onReset, isChange = false }: BuildProgressProps) {
  const again = isChange ? "Change something else" : "Create another";
  const read = state.failure?.outline ?? null;
  const isOver = state.phase === "live" || state.phase === "draft" || state.phase === "failed";
  const understood = state.understood ? <UnderstoodPanel understood={state.understood} isNamed={state.result === null} /> : null;
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <Described text={state.prompt || "Loading the build"} open={read?.open ?? []} />
        {isOver ? (
          <Button onClick={() => onReset("")}>{again}</Button>
        ) : (
          <Button onClick={onCancel} disabled={state.generationId === null}>
            Cancel build
          </Button>
        )}
      </div>
      {state.phase === "lost" ? <Notice tone="paused" role="status" title="The connection was lost">Reconnecting. The build is shown as it stands once the server answers.</Notice> : null}
      {unsent !== null && !isOver ? <Notice tone="failed" role="alert" title="The build goes on without it">{unsent}</Notice> : null}
      {state.result ? (state.result.edit ? <ChangedPanel result={state.result} edit={state.result.edit} isLive={state.phase === "live"} reason={state.reason} /> : <LivePanel key={state.result.apiId} result={state.result} />) : null}
      {read ? <OutlinePanel key={state.generationId} read={read} buildId={state.generationId} message={state.failure?.message ?? ""} suggestions={state.failure?.suggestions ?? []} hasClaude={state.generator?.id === "claude"} onBuild={onBuild} onTry={onTry} onChange={() => onReset(state.prompt)} /> : null}
      {state.failure && !read ? <FailedPanel failure={state.failure} prompt={state.prompt} isChange={isChange} onTry={onTry} onChange={() => onReset(state.prompt)} /> : null}
      {state.question && !isOver ? <QuestionPanel key={state.question.until} {...state.question} isUnsent={unsent !== null} onAnswer={onAnswer} /> : null}
      <RepairList repairs={state.repairs} isOver={isOver} />
      {/* First below what goes on; once that is over, it is what a person reads. */}
      {isOver ? understood : null}
      {read ? null : (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <div className="min-w-0 space-y-4">
            <div className="rounded-md border border-line bg-surface px-4 py-2.5">
              <StageList stages={state.stages} isOver={isOver} />
            </div>
            {state.testTotal > 0 ? (
              <div className="rounded-md border border-line bg-surface p-4">
                <TestList tests={state.tests} total={state.testTotal} />
              </div>
            ) : null}
          </div>
          <div className="min-w-0 space-y-2">
            {isOver && state.files.length === 0 ? null : <CodeStream files={state.files} isWriting={!isOver} />}
            {state.generator ? (
              <p className="text-13 text-muted">
                <span className="font-medium text-ink">{state.generator.label}</span> {state.generator.note}
              </p>
            ) : null}
            <UsageLine usage={state.usage} estimate={state.estimate} phase={state.phase} />
          </div>
        </div>
      )}
      {isOver ? null : understood}
    </div>
  );
}
