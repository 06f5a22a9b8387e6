/** A view that can't be drawn takes nothing else with it. */
import { Component, type ComponentChildren } from 'preact';
import { Button } from './controls.js';
import { Icon } from './icon.js';

/** Shows its children, or that they failed and what to do. */
export class FailureGuard extends Component<{ children: ComponentChildren }, { failure: Error | null }> {
  override state = { failure: null };

  static override getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override componentDidCatch(failure: Error): void {
    console.error(failure);
  }

  override render() {
    if (this.state.failure === null) return this.props.children;
    return (
      <div class="page">
        <div class="error-box" role="alert">
          <p>
            <Icon name="warning" />
            <span>
              This view could not be shown. The service may have been updated or stopped; loading the page again helps
              in most cases.
            </span>
          </p>
          <Button onClick={() => window.location.reload()}>Load again</Button>
        </div>
      </div>
    );
  }
}
