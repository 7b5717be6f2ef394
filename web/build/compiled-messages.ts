import type { NodePath, PluginObj, types } from '@babel/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';

/**
 * Babel plugin: turns the ICU text that the Lingui macro leaves in the code into the tokens that
 * Lingui's catalogues hold. The source language then needs neither a catalogue nor a parser in the
 * browser, and every text loads with the page that shows it. A catalogue still overrides by id.
 */
export function compiledMessages({ types: t }: { types: typeof types }): PluginObj {
  return {
    name: 'compiled-messages',
    visitor: {
      Program: {
        // After the macro, which works in its own Program visitor.
        exit(program: NodePath<types.Program>) {
          program.traverse({
            ObjectExpression(path) {
              const message = stringField(t, path.node, 'message');
              if (!message || !stringField(t, path.node, 'id')) return;
              message.value = t.valueToNode(
                compileMessage((message.value as types.StringLiteral).value),
              );
            },
          });
        },
      },
    },
  };
}

function stringField(t: typeof types, node: types.ObjectExpression, name: string) {
  return node.properties.find(
    (property): property is types.ObjectProperty =>
      t.isObjectProperty(property) &&
      t.isIdentifier(property.key, { name }) &&
      t.isStringLiteral(property.value),
  );
}
