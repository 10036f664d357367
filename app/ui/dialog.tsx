import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";

interface DialogProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons. */
  foot?: ReactNode;
}

/** A modal dialog: the browser's own, so focus stays inside, Escape closes, and focus goes back to where it was. */
export function Dialog({ title, open, onClose, children, foot }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog className="dialog" ref={ref} aria-labelledby={id} onClose={onClose}>
      {open ? (
        <>
          <div className="dialog-head">
            <h2 id={id}>{title}</h2>
            <Button tone="quiet" size="small" onClick={onClose}>
              Close
            </Button>
          </div>
          <div className="dialog-body">{children}</div>
          {foot ? <div className="dialog-foot">{foot}</div> : null}
        </>
      ) : null}
    </dialog>
  );
}
