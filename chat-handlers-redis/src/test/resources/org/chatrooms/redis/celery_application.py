"""A Celery application: prints the events that its receiver hears, and sends those that it is told to, until its input ends."""
import json
import logging
import os
import sys
import threading

from celery import Celery

app = Celery(broker=sys.argv[1])
app.conf.update(json.loads(sys.argv[2]))
logging.disable()  # it warns of what is no JSON, and goes on


def send():
    for line in sys.stdin:
        how, *rooms = line.split()
        if how == "send":
            with app.events.default_dispatcher() as dispatcher:
                for room in rooms:
                    dispatcher.send("chatrooms", room_id=int(room))
        else:
            with app.connection_for_write() as connection:
                with app.events.Dispatcher(connection, buffer_group={"chatrooms"}) as dispatcher:
                    for room in rooms:
                        dispatcher.send("chatrooms", room_id=int(room))
                    dispatcher.flush()
    os._exit(0)


threading.Thread(target=send, daemon=True).start()
with app.connection_for_read() as connection:
    receiver = app.events.Receiver(connection, handlers={"*": lambda event: print(json.dumps(event), flush=True)})
    receiver.capture(wakeup=False)
