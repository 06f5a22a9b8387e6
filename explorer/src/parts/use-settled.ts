import { useEffect, useState } from 'preact/hooks';

/**
 * The value once it has not changed for a while, so that nothing is asked at every stroke.
 * @param key the same for equal values
 */
export function useSettled<Value>(value: Value, key: string, milliseconds: number): Value {
  const [settled, setSettled] = useState({ key, value });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value, which is a new object each time
  useEffect(() => {
    if (settled.key === key) return;
    const timer = setTimeout(() => setSettled({ key, value }), milliseconds);
    return () => clearTimeout(timer);
  }, [key, settled.key, milliseconds]);
  return settled.value;
}
