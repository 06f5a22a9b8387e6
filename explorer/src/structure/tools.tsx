/** The tools over a structure, and its views along the axes. */
import { Icon, type IconName } from '../parts/icon.js';

/** What a click does: pick a polyhedron, measure between atoms, or choose polyhedra for a pattern. */
export type Tool = 'hand' | 'ruler' | 'choose';

interface ToolsProps {
  tool: Tool;
  onTool: (tool: Tool) => void;
  canChoose: boolean;
  onReset: () => void;
  onPicture: () => void;
  /** 0 for a. */
  onAxis: (axis: 0 | 1 | 2) => void;
}

export function Tools({ tool, onTool, canChoose, onReset, onPicture, onAxis }: ToolsProps) {
  const choice = (name: Tool, icon: IconName, label: string) => (
    <button type="button" aria-pressed={tool === name} aria-label={label} title={label} onClick={() => onTool(name)}>
      <Icon name={icon} />
    </button>
  );
  const action = (icon: IconName, label: string, onClick: () => void) => (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      <div class="structure-tools" role="toolbar" aria-label="Tools" aria-orientation="vertical">
        {choice('hand', 'hand', 'Turn and pick')}
        {choice('ruler', 'ruler', 'Measure (M)')}
        {canChoose && choice('choose', 'pattern', 'Choose polyhedra for a pattern')}
        {action('reset', 'Back to the first view', onReset)}
        {action('camera', 'Save as picture', onPicture)}
      </div>
      <div class="structure-axes" role="toolbar" aria-label="Look along">
        {(['a', 'b', 'c'] as const).map((name, axis) => (
          <button key={name} type="button" aria-label={`Look along ${name}`} onClick={() => onAxis(axis as 0 | 1 | 2)}>
            <i>{name}</i>
          </button>
        ))}
      </div>
    </>
  );
}
