/** Limits that a query document meets or not whatever its variables are: one validation rule measures it once. */
import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  visit,
} from 'graphql';
import { limitError } from './errors.js';
import type { LimitName, Limits } from './limits.js';

/** Of a selection set, each use of a fragment counted. */
interface Measure {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  /** Fields of the set itself. */
  readonly width: number;
}

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, width: 0 };

type Measured = 'depth' | 'fields' | 'aliases' | 'rootFields' | 'directives' | 'fragments';

const MESSAGES: Readonly<Record<Measured, (found: number) => string>> = {
  depth: (found) => `The query is ${found} levels deep`,
  fields: (found) => `The query has ${found} fields, counting each use of a fragment`,
  aliases: (found) => `The query has ${found} aliases`,
  rootFields: (found) => `The query has ${found} fields on its first level`,
  directives: (found) => `The query has ${found} directives`,
  fragments: (found) => `The query has ${found} fragments`,
};

/**
 * Measured before anything else is looked at. Of a document that exceeds a limit nothing is left to the rules beside this one:
 * some of them compare each field with each other.
 */
export function documentRule(limits: Limits) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const exceeded = limitsExceeded(document, limits);
      for (const error of exceeded) context.reportError(error);
      // A visitor removes a node in this way.
      return exceeded.length > 0 ? null : undefined;
    },
  });
}

function limitsExceeded(document: DocumentNode, limits: Limits): GraphQLError[] {
  const exceeded: GraphQLError[] = [];
  const check = (name: LimitName & Measured, found: number) => {
    if (found <= limits[name]) return;
    const message = `${MESSAGES[name](found)}; the limit "${name}" of this server is ${limits[name]}.`;
    exceeded.push(limitError(name, limits[name], found, message));
  };
  check('directives', countDirectives(document));
  check('fragments', document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length);
  const { operations, fragments } = measureDefinitions(document);
  for (const { depth, fields, aliases, width } of operations) {
    check('depth', depth);
    check('fields', fields);
    check('aliases', aliases);
    check('rootFields', width);
  }
  // Those that no operation spreads are compared, too.
  for (const { fields } of fragments) check('fields', fields);
  return exceeded;
}

function countDirectives(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Directive() {
      count++;
    },
  });
  return count;
}

/**
 * Each fragment is measured once, so that fragments which spread one another many times cost no time, however large they
 * are written out. A fragment inside itself counts nothing: it is an error of its own.
 */
function measureDefinitions(document: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure>();

  const measureFragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    measured.set(name, NOTHING);
    const measure = measureSet(fragment.selectionSet);
    measured.set(name, measure);
    return measure;
  };

  const measureSet = (set: SelectionSetNode): Measure => {
    let { depth, fields, aliases, width } = NOTHING;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? measureSet(selection.selectionSet) : NOTHING;
        // graphql-js has a limit of its own for the depth of introspection.
        if (!selection.name.value.startsWith('__')) depth = Math.max(depth, 1 + inner.depth);
        fields += 1 + inner.fields;
        aliases += (selection.alias ? 1 : 0) + inner.aliases;
        width += 1;
      } else {
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? measureFragment(selection.name.value)
            : measureSet(selection.selectionSet);
        depth = Math.max(depth, inner.depth);
        fields += inner.fields;
        aliases += inner.aliases;
        width += inner.width;
      }
    }
    return { depth, fields, aliases, width };
  };

  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return {
    operations: operations.map(({ selectionSet }) => measureSet(selectionSet)),
    fragments: [...fragments.keys()].map(measureFragment),
  };
}
