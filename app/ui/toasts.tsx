import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { Tone } from "./badge.tsx";

interface Toast {
  id: number;
  tone: Tone;
  text: string;
}

type Say = (text: string, tone?: Tone) => void;

const Context = createContext<Say>(() => {});

const seconds = 8;

/** `say("Withdrawn", "good")`: a short message in a live region. Errors stay until they are closed. */
export const useToast = () => useContext(Context);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useMemo<Say>(
    () =>
      (text, tone = "note") => {
        last.current += 1;
        const id = last.current;
        setToasts((all) => [...all.slice(-3), { id, tone, text }]);
        if (tone !== "bad") setTimeout(() => drop(id), seconds * 1000);
      },
    [drop],
  );
  return (
    <Context.Provider value={say}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div className="toast" data-tone={toast.tone} key={toast.id}>
            <span>{toast.text}</span>
            <button type="button" className="text-button" onClick={() => drop(toast.id)}>
              Close
            </button>
          </div>
        ))}
      </div>
    </Context.Provider>
  );
}
